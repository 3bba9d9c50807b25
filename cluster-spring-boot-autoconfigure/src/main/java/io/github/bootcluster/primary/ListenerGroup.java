package io.github.bootcluster.primary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The order in which the kernel keeps the workers' listening sockets of one port: that of
 * {@code listen(2)}, and when one is closed the last takes its place
 * ({@code net/core/sock_reuseport.c}). While it is not known whether a socket has been
 * opened or closed yet, every order that is possible is kept. Owned by the supervisor's
 * thread.
 */
final class ListenerGroup {

	/**
	 * How many possible orders are kept. When half of a large cluster dies at once there
	 * would be more than can be counted, for a moment.
	 */
	private static final int MAX_ORDERS = 64;

	private Set<List<WorkerHandle>> orders = Set.of(List.of());

	/**
	 * From now on the worker may open its socket at any moment.
	 * @param worker the worker
	 */
	void mayJoin(WorkerHandle worker) {
		allow((order) -> with(order, worker));
	}

	/**
	 * The worker has opened its socket.
	 * @param worker the worker
	 */
	void joined(WorkerHandle worker) {
		change((order) -> with(order, worker));
	}

	/**
	 * From now on the worker may close its socket at any moment.
	 * @param worker the worker
	 */
	void mayLeave(WorkerHandle worker) {
		allow((order) -> without(order, worker));
	}

	/**
	 * The worker's socket is closed.
	 * @param worker the worker
	 */
	void left(WorkerHandle worker) {
		change((order) -> without(order, worker));
	}

	private void allow(UnaryOperator<List<WorkerHandle>> change) {
		Set<List<WorkerHandle>> possible = new LinkedHashSet<>(this.orders);
		this.orders.stream().map(change).takeWhile((order) -> possible.size() < MAX_ORDERS).forEach(possible::add);
		this.orders = possible;
	}

	private void change(UnaryOperator<List<WorkerHandle>> change) {
		Set<List<WorkerHandle>> possible = new LinkedHashSet<>();
		this.orders.forEach((order) -> possible.add(change.apply(order)));
		this.orders = possible;
	}

	private static List<WorkerHandle> with(List<WorkerHandle> order, WorkerHandle worker) {
		if (order.contains(worker)) {
			return order;
		}
		List<WorkerHandle> longer = new ArrayList<>(order);
		longer.add(worker);
		return longer;
	}

	private static List<WorkerHandle> without(List<WorkerHandle> order, WorkerHandle worker) {
		int index = order.indexOf(worker);
		if (index < 0) {
			return order;
		}
		List<WorkerHandle> shorter = new ArrayList<>(order);
		WorkerHandle last = shorter.remove(shorter.size() - 1);
		if (index < shorter.size()) {
			shorter.set(index, last);
		}
		return shorter;
	}

	/**
	 * Return whether the worker's socket is surely open.
	 * @param worker the worker
	 * @return {@code true} if every possible order contains it
	 */
	boolean contains(WorkerHandle worker) {
		return this.orders.stream().allMatch((order) -> order.contains(worker));
	}

	/**
	 * Return the weights by the sockets' index, none of which is greater than that of a
	 * worker that may be there.
	 * @param weight the weight of a worker
	 * @return the weights, all 0 or empty if no socket can be told from the others
	 */
	List<Integer> getWeights(ToIntFunction<WorkerHandle> weight) {
		int indices = this.orders.stream().mapToInt(List::size).min().orElse(0);
		return IntStream.range(0, indices).mapToObj((index) -> getWeight(index, weight)).toList();
	}

	private int getWeight(int index, ToIntFunction<WorkerHandle> weight) {
		return this.orders.stream().mapToInt((order) -> weight.applyAsInt(order.get(index))).min().orElse(0);
	}

}
