package io.github.bootcluster.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mapper for what the processes of a cluster tell each other. Unknown properties are
 * ignored, as a rolling restart may start workers from a newer jar than that of the
 * primary; all else that is unexpected is refused.
 */
public final class StrictJsonMapper {

	private static final int MAX_DEPTH = 32;

	private StrictJsonMapper() {
	}

	/**
	 * Create a new mapper.
	 * @param maxSize the largest size of a document, in bytes
	 * @return the mapper
	 */
	public static JsonMapper create(int maxSize) {
		return builder(maxSize).build();
	}

	static JsonMapper.Builder builder(int maxSize) {
		return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints(maxSize)).build())
			.annotationIntrospector(
					AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new NullMarkedIntrospector()))
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
	}

	private static StreamReadConstraints constraints(int maxSize) {
		return StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxDocumentLength(maxSize)
			.maxStringLength(maxSize)
			.maxNameLength(maxSize)
			.build();
	}

}
