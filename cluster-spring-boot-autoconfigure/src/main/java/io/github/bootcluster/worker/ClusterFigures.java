package io.github.bootcluster.worker;

import io.github.bootcluster.channel.Message;

/**
 * What the primary counts for the whole cluster. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClusterFigures {

	/**
	 * Return the figures. Answered at once.
	 * @return what the primary has told last
	 */
	Message.Figures getLatest();

}
