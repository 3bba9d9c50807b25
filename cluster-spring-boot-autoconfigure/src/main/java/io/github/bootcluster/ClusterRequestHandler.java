package io.github.bootcluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.event.EventListener;

/**
 * Marks a method of a bean that replies to requests of other processes of the cluster.
 * The method has one parameter, the request, or a
 * {@link io.github.bootcluster.event.ClusterMessageEvent} of its type where the sender
 * matters, and returns the reply, {@code null}, or a
 * {@link java.util.concurrent.CompletionStage} that is completed with either. Requests of
 * one process are handled one after the other, by threads that only do that; what takes
 * long should return a stage.
 *
 * @since 0.1.0
 * @see ClusterMessenger#request
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@EventListener
public @interface ClusterRequestHandler {

}
