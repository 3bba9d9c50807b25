package io.github.bootcluster.integration.app.messaging;

import java.util.UUID;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.stereotype.Component;

/**
 * Values that are other ones each time they are made.
 */
@Component
@EnableCaching
class CachedValues {

	@Cacheable("values")
	String get(String key) {
		return UUID.randomUUID().toString();
	}

	@CacheEvict("values")
	void evict(String key) {
	}

}
