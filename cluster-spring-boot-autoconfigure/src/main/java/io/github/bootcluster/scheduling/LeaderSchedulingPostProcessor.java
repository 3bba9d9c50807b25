package io.github.bootcluster.scheduling;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.SchedulingConfiguration;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Replaces what processes {@code @Scheduled} methods, if they are processed at all, by
 * what knows of the leader. A processor that is not Spring's own is left alone.
 *
 * @since 0.1.0
 */
public class LeaderSchedulingPostProcessor implements BeanDefinitionRegistryPostProcessor {

	private static final String NAME = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(NAME)) {
			replace(registry, registry.getBeanDefinition(NAME));
		}
	}

	private void replace(BeanDefinitionRegistry registry, BeanDefinition definition) {
		if (isOwn(definition)) {
			registry.removeBeanDefinition(NAME);
			registry.registerBeanDefinition(NAME, createReplacement(definition));
		}
	}

	private boolean isOwn(BeanDefinition definition) {
		return ScheduledAnnotationBeanPostProcessor.class.getName().equals(definition.getBeanClassName())
				|| SchedulingConfiguration.class.getName().equals(getFactoryClassName(definition));
	}

	private @Nullable String getFactoryClassName(BeanDefinition definition) {
		return (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null)
				? annotated.getFactoryMethodMetadata().getDeclaringClassName() : null;
	}

	private RootBeanDefinition createReplacement(BeanDefinition definition) {
		RootBeanDefinition replacement = new RootBeanDefinition(LeaderScheduledAnnotationBeanPostProcessor.class);
		replacement.setRole(definition.getRole());
		replacement.setSource(definition.getSource());
		replacement.setPropertyValues(new MutablePropertyValues(definition.getPropertyValues()));
		return replacement;
	}

}
