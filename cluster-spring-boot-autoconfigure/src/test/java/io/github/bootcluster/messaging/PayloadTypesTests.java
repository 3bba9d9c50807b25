package io.github.bootcluster.messaging;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

import io.github.bootcluster.channel.Parcel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PayloadTypes}.
 */
class PayloadTypesTests {

	@Test
	void namesHoldClassAndAllAboveItTheNearerFirst() {
		assertThat(namesOf(new Puppy())).containsExactly(Puppy.class.getName(), Dog.class.getName(),
				Playful.class.getName(), Animal.class.getName(), Serializable.class.getName());
	}

	@Test
	void namesOfRecordAndArray() {
		assertThat(namesOf(new Price(1))).containsExactly(Price.class.getName(), Record.class.getName());
		assertThat(namesOf(new String[0])).startsWith(String[].class.getName());
		assertThat(namesOf(new Object())).isEmpty();
	}

	@Test
	void namesThatDoNotFitAreLeftOutAsAWhole() {
		List<String> names = IntStream.range(0, 50).mapToObj((i) -> "\u65e5".repeat(100) + i).toList();
		List<String> joined = PayloadTypes.parse(PayloadTypes.join(names));
		assertThat(joined).isEqualTo(names.subList(0, Parcel.MAX_DETAIL_SIZE / 303));
	}

	@Test
	void nameThatDoesNotFitIsLeftOut() {
		assertThat(PayloadTypes.join(List.of("x".repeat(Parcel.MAX_DETAIL_SIZE)))).hasSize(Parcel.MAX_DETAIL_SIZE);
		assertThat(PayloadTypes.join(List.of("x".repeat(Parcel.MAX_DETAIL_SIZE + 1)))).isEmpty();
	}

	@Test
	void parseReturnsNames() {
		assertThat(PayloadTypes.parse("a,b")).containsExactly("a", "b");
		assertThat(PayloadTypes.parse("")).isEmpty();
	}

	private static List<String> namesOf(Object payload) {
		return PayloadTypes.parse(PayloadTypes.namesOf(payload));
	}

	interface Animal extends Serializable {

	}

	interface Playful {

	}

	static class Dog implements Animal {

	}

	static class Puppy extends Dog implements Playful {

	}

	record Price(int amount) {

	}

}
