package io.github.bootcluster.channel;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;

/**
 * Makes Jackson refuse a missing or null component of a record unless the component is
 * {@link Nullable}, as the compiler does for code.
 */
class NullMarkedIntrospector extends AnnotationIntrospector {

	private static final JsonSetter.Value REQUIRED = JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);

	@Override
	public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
		return (annotated instanceof AnnotatedParameter parameter && isRequired(parameter)) ? REQUIRED
				: JsonSetter.Value.empty();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	private static boolean isRequired(AnnotatedParameter parameter) {
		Class<?> type = parameter.getDeclaringClass();
		return type.isRecord() && !type.getRecordComponents()[parameter.getIndex()].getAnnotatedType()
			.isAnnotationPresent(Nullable.class);
	}

}
