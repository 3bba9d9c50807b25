package io.github.bootcluster.primary;

import io.github.bootcluster.channel.ChannelDirectoryException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a {@link ChannelDirectoryException}.
 */
class ChannelDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<ChannelDirectoryException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ChannelDirectoryException cause) {
		return new FailureAnalysis(
				"The channel between the primary and its workers cannot be created in '%s': %s."
					.formatted(cause.getDirectory(), cause.getReason()),
				"Set 'cluster.channel.directory' to an existing directory with a short path in which this user may create files.",
				cause);
	}

}
