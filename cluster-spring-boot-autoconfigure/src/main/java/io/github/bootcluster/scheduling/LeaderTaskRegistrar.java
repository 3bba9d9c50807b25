package io.github.bootcluster.scheduling;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ScheduledTasks;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.NamedThreadLocal;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.OneTimeTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.Task;
import org.springframework.scheduling.config.TriggerTask;
import org.springframework.util.Assert;

/**
 * {@link ScheduledTaskRegistrar} that notes which tasks only the leader is to run, and
 * has a worker schedule them accordingly. The tasks themselves stay what they are, as
 * Spring and Actuator know them by identity.
 */
class LeaderTaskRegistrar extends ScheduledTaskRegistrar {

	private final ThreadLocal<@Nullable ScheduledMethod> method = new NamedThreadLocal<>("Scheduled method");

	private final Set<Runnable> leaderOnly = Collections
		.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

	private final UndecidedMethods undecided = new UndecidedMethods();

	private final LeaderTasks tasks = new LeaderTasks();

	private @Nullable BeanFactory beanFactory;

	private @Nullable ScheduledTasks policy;

	private @Nullable TaskScheduler scheduler;

	private @Nullable ScheduledExecutorService localExecutor;

	/**
	 * Set where the cluster is found once there is a scheduler.
	 * @param beanFactory the bean factory
	 */
	void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Set who runs the tasks that are not the leader's alone.
	 * @param policy the policy, or {@code null} if nobody decided
	 */
	void setPolicy(@Nullable ScheduledTasks policy) {
		this.policy = policy;
	}

	@Nullable ScheduledTasks getPolicy() {
		return this.policy;
	}

	/**
	 * Register the tasks of a method.
	 * @param method the method
	 * @param registration registers them
	 */
	void register(ScheduledMethod method, Runnable registration) {
		ScheduledMethod outer = this.method.get();
		this.method.set(method);
		try {
			registration.run();
		}
		finally {
			// a reactive method is called here and may create other beans
			this.method.set(outer);
		}
	}

	/**
	 * Return this process as a member of the cluster.
	 * @return the member
	 */
	Cluster getCluster() {
		Assert.state(this.beanFactory != null, "There must be a bean factory to find the cluster");
		return this.beanFactory.getBean(Cluster.class);
	}

	LeaderTasks getTasks() {
		return this.tasks;
	}

	UndecidedMethods getUndecidedMethods() {
		return this.undecided;
	}

	@Override
	public @Nullable ScheduledTask scheduleTriggerTask(TriggerTask task) {
		note(task);
		return super.scheduleTriggerTask(task);
	}

	@Override
	public @Nullable ScheduledTask scheduleCronTask(CronTask task) {
		note(task);
		return super.scheduleCronTask(task);
	}

	@Override
	public @Nullable ScheduledTask scheduleFixedRateTask(FixedRateTask task) {
		note(task);
		return super.scheduleFixedRateTask(task);
	}

	@Override
	public @Nullable ScheduledTask scheduleFixedDelayTask(FixedDelayTask task) {
		note(task);
		return super.scheduleFixedDelayTask(task);
	}

	@Override
	public @Nullable ScheduledTask scheduleOneTimeTask(OneTimeTask task) {
		note(task);
		return super.scheduleOneTimeTask(task);
	}

	private void note(Task task) {
		ScheduledMethod current = this.method.get();
		if (current != null && current.leaderOnly()) {
			this.leaderOnly.add(task.getRunnable());
		}
		else if (current != null) {
			this.undecided.add(current);
		}
	}

	@Override
	public void setTaskScheduler(TaskScheduler taskScheduler) {
		this.scheduler = taskScheduler;
		super.setTaskScheduler(adapt(taskScheduler));
	}

	@Override
	public void setScheduler(@Nullable Object scheduler) {
		super.setScheduler(scheduler);
		TaskScheduler resolved = super.getScheduler();
		if (resolved != null) {
			setTaskScheduler(resolved);
		}
		else {
			this.scheduler = null;
		}
	}

	@Override
	public @Nullable TaskScheduler getScheduler() {
		return this.scheduler;
	}

	private TaskScheduler adapt(TaskScheduler scheduler) {
		Cluster cluster = getCluster();
		return (cluster.getRole() == ClusterRole.WORKER)
				? new LeaderTaskScheduler(scheduler, this::isLeaderOnly, this.tasks, cluster) : scheduler;
	}

	private boolean isLeaderOnly(Runnable task) {
		return this.policy == ScheduledTasks.LEADER || this.leaderOnly.contains(task);
	}

	// the default scheduler would be created behind the back of this class
	@Override
	protected void scheduleTasks() {
		if (this.scheduler == null) {
			this.localExecutor = Executors.newSingleThreadScheduledExecutor();
			setScheduler(this.localExecutor);
		}
		super.scheduleTasks();
	}

	@Override
	public void destroy() {
		super.destroy();
		if (this.localExecutor != null) {
			this.localExecutor.shutdownNow();
		}
	}

}
