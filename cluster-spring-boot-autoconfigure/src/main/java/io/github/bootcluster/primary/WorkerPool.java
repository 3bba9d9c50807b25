package io.github.bootcluster.primary;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.bootcluster.channel.Connection;

/**
 * All slots, and the questions that can be asked about them. Nothing here acts on a
 * process.
 */
final class WorkerPool {

	private final TreeMap<Integer, WorkerSlot> slots = new TreeMap<>();

	void add(WorkerSlot slot) {
		this.slots.put(slot.getId(), slot);
	}

	/**
	 * Remove the slots that are to have no worker, once their last process has ended.
	 */
	void removeRetired() {
		this.slots.values().removeIf((slot) -> slot.isRetired() && slot.living().findAny().isEmpty());
	}

	/**
	 * Return the slots that are to have a worker.
	 * @return the slots by id
	 */
	List<WorkerSlot> wanted() {
		return this.slots.values().stream().filter((slot) -> !slot.isRetired()).toList();
	}

	int desired() {
		return wanted().size();
	}

	int starting() {
		return (int) streamLiving().filter(WorkerHandle::isStarting).count();
	}

	int listening() {
		return (int) wanted().stream().filter(WorkerSlot::isListening).count();
	}

	/**
	 * Return how many processes there are beyond one per worker: replacements that start
	 * and predecessors that stop.
	 * @return the number of processes
	 */
	int surplus() {
		return wanted().stream().mapToInt((slot) -> Math.max(0, (int) slot.living().count() - 1)).sum();
	}

	/**
	 * Return the generations of all slots and of all processes that have not ended.
	 * @return the generations, to be added to by the caller
	 */
	Set<Integer> generations() {
		return Stream
			.concat(wanted().stream().map(WorkerSlot::getGeneration), streamLiving().map(WorkerHandle::getGeneration))
			.collect(Collectors.toCollection(HashSet::new));
	}

	Collection<WorkerSlot> all() {
		return this.slots.values();
	}

	Optional<WorkerSlot> find(int id) {
		return Optional.ofNullable(this.slots.get(id)).filter((slot) -> !slot.isRetired());
	}

	/**
	 * Return the slot that a process belongs to.
	 * @param worker a process that has not ended
	 * @return the slot
	 * @throws IllegalStateException if there is none
	 */
	WorkerSlot getSlotOf(WorkerHandle worker) {
		return this.slots.values()
			.stream()
			.filter((slot) -> slot.living().anyMatch(worker::equals))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(worker + " belongs to no slot or has exited before"));
	}

	int lowestFreeId() {
		return IntStream.iterate(1, (id) -> id + 1)
			.filter((id) -> !this.slots.containsKey(id))
			.findFirst()
			.orElseThrow();
	}

	List<WorkerHandle> living() {
		return streamLiving().toList();
	}

	private Stream<WorkerHandle> streamLiving() {
		return this.slots.values().stream().flatMap(WorkerSlot::living);
	}

	boolean isEmpty() {
		return streamLiving().findAny().isEmpty();
	}

	/**
	 * Return all processes that serve requests, replacements included.
	 * @return the processes
	 */
	List<WorkerHandle> listeningWorkers() {
		return streamLiving().filter(WorkerHandle::isListening).toList();
	}

	Optional<WorkerHandle> findLiving(Predicate<WorkerHandle> predicate) {
		return streamLiving().filter(predicate).findFirst();
	}

	Optional<WorkerHandle> findConnectedBy(Connection connection) {
		return findLiving((worker) -> worker.isConnectedBy(connection));
	}

	boolean isEveryWorkerListening() {
		return !this.slots.isEmpty() && wanted().stream().allMatch(WorkerSlot::isListening);
	}

	/**
	 * Return whether every worker listens and there is no process beside them: nobody
	 * comes or goes.
	 * @return {@code true} if nothing is going on
	 */
	boolean isSettled() {
		return isEveryWorkerListening() && streamLiving().count() == desired();
	}

	/**
	 * Return whether there is neither a process any more nor one to come.
	 * @return {@code true} if the cluster has come to its end
	 */
	boolean isFinished() {
		return !this.slots.isEmpty() && isEmpty() && wanted().stream().allMatch((slot) -> slot.getNextLaunch() == null);
	}

}
