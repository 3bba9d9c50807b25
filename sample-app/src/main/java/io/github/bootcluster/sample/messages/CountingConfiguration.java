package io.github.bootcluster.sample.messages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Has every request counted.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CountingConfiguration implements WebMvcConfigurer {

	private final RequestCounter counter;

	CountingConfiguration(RequestCounter counter) {
		this.counter = counter;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new HandlerInterceptor() {

			@Override
			public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
				CountingConfiguration.this.counter.count();
				return true;
			}

		});
	}

}
