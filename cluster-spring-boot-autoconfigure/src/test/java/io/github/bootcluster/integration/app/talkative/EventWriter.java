package io.github.bootcluster.integration.app.talkative;

import io.github.bootcluster.event.ClusterEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down every event, in the primary as well as in workers.
 */
@Component
public class EventWriter {

	@EventListener
	void heard(ClusterEvent event) {
		System.out.println(ProcessHandle.current().pid() + " heard " + event);
	}

}
