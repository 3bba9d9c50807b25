package io.github.bootcluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is to be run once per cluster rather than once per worker. In a standalone
 * process it has no effect.
 * <ul>
 * <li>A {@link org.springframework.scheduling.annotation.Scheduled @Scheduled} method, or
 * all those of a class, run on the leader only. A run that was due while nobody led is
 * made up for by the next leader. Calls from other code are not affected.</li>
 * <li>An {@link org.springframework.boot.ApplicationRunner} or
 * {@link org.springframework.boot.CommandLineRunner} bean, marked on its class or on its
 * {@code @Bean} method, is called by the first worker that gets there. The others wait
 * for its end before they are ready. If it fails or its worker dies the next one calls
 * it. A rolling restart calls it again, the replacement of one worker does not.</li>
 * </ul>
 *
 * @since 0.1.0
 * @see Cluster#isLeader()
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface RunOnLeader {

}
