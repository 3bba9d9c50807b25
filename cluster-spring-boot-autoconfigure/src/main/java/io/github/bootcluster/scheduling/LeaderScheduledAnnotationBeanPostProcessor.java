package io.github.bootcluster.scheduling;

import java.lang.reflect.Method;

import io.github.bootcluster.RunOnLeader;
import io.github.bootcluster.ScheduledTasks;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.LeadershipGrantedEvent;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * {@link ScheduledAnnotationBeanPostProcessor} that has methods annotated with
 * {@link RunOnLeader @RunOnLeader}, or all, run by the leader only. Initialises no other
 * bean before all are there.
 */
class LeaderScheduledAnnotationBeanPostProcessor extends ScheduledAnnotationBeanPostProcessor
		implements EnvironmentAware {

	private final LeaderTaskRegistrar registrar;

	LeaderScheduledAnnotationBeanPostProcessor() {
		this(new LeaderTaskRegistrar());
	}

	private LeaderScheduledAnnotationBeanPostProcessor(LeaderTaskRegistrar registrar) {
		super(registrar);
		this.registrar = registrar;
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.registrar
			.setPolicy(Binder.get(environment).bind("cluster.scheduled-tasks", ScheduledTasks.class).orElse(null));
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		this.registrar.setBeanFactory(beanFactory);
	}

	@Override
	protected void processScheduled(Scheduled scheduled, Method method, Object bean) {
		this.registrar.register(ScheduledMethod.of(method, bean),
				() -> super.processScheduled(scheduled, method, bean));
	}

	@EventListener
	void onLeadershipGranted(LeadershipGrantedEvent event) {
		this.registrar.getTasks().makeUp();
		int workers = this.registrar.getCluster().getWorkers().size();
		if (event.first() && workers > 1 && this.registrar.getPolicy() == null) {
			this.registrar.getUndecidedMethods().warn(workers);
		}
	}

	@EventListener
	void onLeaderChanged(LeaderChangedEvent event) {
		if (event.id() != null && !this.registrar.getCluster().isLeader()) {
			this.registrar.getTasks().forget();
		}
	}

}
