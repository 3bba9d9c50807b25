package io.github.bootcluster.messaging;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/**
 * The type that a method of a bean declares for messages, without type variables: equal
 * for all methods that mean the same.
 */
final class DeclaredType {

	private DeclaredType() {
	}

	/**
	 * Return the type of the first parameter of a method.
	 * @param method the method, possibly that of an interface
	 * @param type the class of the bean
	 * @return the type
	 */
	static ResolvableType ofParameter(Method method, Class<?> type) {
		Type parameter = AopUtils.getMostSpecificMethod(method, type).getGenericParameterTypes()[0];
		return ResolvableType.forType(GenericTypeResolver.resolveType(parameter, type));
	}

	/**
	 * Return the type of the messages that an event holds.
	 * @param event the type of the event
	 * @return the type, which is {@link Object} where none is declared
	 */
	static ResolvableType ofPayload(ResolvableType event) {
		ResolvableType payload = event.getGeneric();
		if (payload.resolve() == null) {
			return ResolvableType.forClass(Object.class);
		}
		return (payload.getType() instanceof WildcardType wildcard)
				? ResolvableType.forType(wildcard.getUpperBounds()[0]) : payload;
	}

}
