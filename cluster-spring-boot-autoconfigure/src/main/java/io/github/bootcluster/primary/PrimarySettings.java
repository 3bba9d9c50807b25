package io.github.bootcluster.primary;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import io.github.bootcluster.process.WorkerLaunchOptions;
import io.github.bootcluster.process.WorkerOutput;
import org.jspecify.annotations.Nullable;

/**
 * What a primary has to know.
 *
 * @param supervisor what the supervisor has to keep to
 * @param ports the ports that the workers bind together
 * @param launchOptions how workers differ from the primary
 * @param channelDirectory where to put the private directory of the channel, or
 * {@code null} for the default
 * @param maxMessageSize the largest message on the channel, in bytes
 * @param workerProperties the properties that take precedence in the worker of an id
 * @param outputs where the output of the worker of an id goes
 */
public record PrimarySettings(SupervisorSettings supervisor, List<PortRequest> ports, WorkerLaunchOptions launchOptions,
		@Nullable Path channelDirectory, int maxMessageSize, IntFunction<Map<String, String>> workerProperties,
		IntFunction<WorkerOutput> outputs) {

}
