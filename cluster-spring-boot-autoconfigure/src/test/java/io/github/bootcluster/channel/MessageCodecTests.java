package io.github.bootcluster.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bootcluster.MessageTooLargeException;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.LeadershipGrantedEvent;
import io.github.bootcluster.event.LeadershipRevokedEvent;
import io.github.bootcluster.event.WorkerDrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MessageCodec}.
 */
class MessageCodecTests {

	private static final String GADGET_LOADED = "gadget-loaded";

	private final MessageCodec codec = new MessageCodec(1 << 20);

	@ParameterizedTest
	@MethodSource("io.github.bootcluster.channel.MessageExamples#all")
	void decodeReturnsWhatWasEncoded(Message message) throws Exception {
		assertThat(this.codec.decode(this.codec.encode(message))).isEqualTo(message);
	}

	@Test
	void examplesHoldEveryTypeOfMessageAndRequest() {
		Set<Class<?>> types = MessageExamples.all()
			.map(Message::getClass)
			.collect(Collectors.toCollection(HashSet::new));
		assertThat(types).containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
		Stream<Class<?>> requests = MessageExamples.all()
			.filter(Message.Request.class::isInstance)
			.map((request) -> ((Message.Request) request).body().getClass());
		assertThat(requests).containsExactlyInAnyOrder(ClusterRequest.class.getPermittedSubclasses());
	}

	@Test
	void examplesHoldEveryTypeOfEventThatTravels() {
		Set<Class<?>> local = Set.of(LeadershipGrantedEvent.class, LeadershipRevokedEvent.class,
				WorkerDrainingEvent.class);
		Set<Class<?>> travelling = Stream.of(ClusterEvent.class.getPermittedSubclasses())
			.filter((type) -> !local.contains(type))
			.collect(Collectors.toCollection(HashSet::new));
		assertThat(MessageExamples.events().stream().<Class<?>>map(ClusterEvent::getClass).distinct())
			.containsExactlyInAnyOrderElementsOf(travelling);
	}

	@ParameterizedTest
	@ValueSource(strings = { "LeadershipGrantedEvent", "LeadershipRevokedEvent", "WorkerDrainingEvent",
			"leadership-granted", "leadership-revoked", "worker-draining",
			"io.github.bootcluster.event.ClusterReadyEvent", "WorkerForkedEvent" })
	void decodeWhenTypeOfEventDoesNotTravelThrows(String type) {
		assertProtocolViolation("{\"type\":\"announcement\",\"events\":[{\"type\":\"" + type
				+ "\",\"first\":true,\"workers\":1,\"id\":1,\"pid\":1,\"generation\":1,\"timeout\":\"PT1S\"}]}");
	}

	@Test
	void encodeWritesNamesOfEvents() {
		assertThat(json(new Message.Announcement(List.of(new LeaderChangedEvent(2), new LeaderChangedEvent(null)))))
			.isEqualTo("{\"type\":\"announcement\",\"events\":[{\"type\":\"leader-changed\",\"id\":2},"
					+ "{\"type\":\"leader-changed\"}]}");
	}

	@Test
	void encodeWritesTypeAndOmitsNulls() {
		assertThat(json(new Message.Listening(null))).isEqualTo("{\"type\":\"listening\"}");
		assertThat(json(new Message.Request(5, new ClusterRequest.Scale(3))))
			.isEqualTo("{\"type\":\"request\",\"number\":5,\"body\":{\"type\":\"scale\",\"workers\":3}}");
	}

	@Test
	void encodeWritesInstantAsText() {
		assertThat(MessageExamples.all().map(this::json))
			.anyMatch((json) -> json.contains("\"startTime\":\"2026-11-21T02:50:00.123456789Z\""));
	}

	@Test
	void encodeWhenTextHasUnpairedSurrogateReplacesIt() throws Exception {
		Message.Hello hello = new Message.Hello(1, 1, 1, "a\ud83db");
		assertThat(this.codec.decode(this.codec.encode(hello))).isEqualTo(new Message.Hello(1, 1, 1, "a?b"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void encodeWhenMessageIsNotLargerThanLimitEncodes(int more) throws Exception {
		byte[] json = new MessageCodec(100).encode(helloOfSize(100 + more));
		assertThat(json).hasSize(100 + more);
		assertThat(new MessageCodec(100).decode(json)).isEqualTo(helloOfSize(100 + more));
	}

	@Test
	void encodeWhenMessageIsOneByteTooLargeThrows() {
		assertThatExceptionOfType(MessageTooLargeException.class)
			.isThrownBy(() -> new MessageCodec(100).encode(helloOfSize(101)))
			.withMessage("A message of type Hello takes 101 bytes, more than the limit of 100 bytes "
					+ "(property 'cluster.channel.max-message-size')")
			.satisfies((ex) -> {
				assertThat(ex.getSize()).isEqualTo(101);
				assertThat(ex.getLimit()).isEqualTo(100);
			});
	}

	@Test
	void encodeCountsBytesNotCharacters() {
		Message.Hello hello = new Message.Hello(1, 1, 1, "\u65e5".repeat(30));
		assertThatExceptionOfType(MessageTooLargeException.class).isThrownBy(() -> new MessageCodec(100).encode(hello));
	}

	@Test
	void createWhenLimitIsNotPositiveThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MessageCodec(0))
			.withMessage("'cluster.channel.max-message-size' must be positive, but is 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "{}", "[]", "1", "\"stop\"", "{", "{\"type\":\"stop\"", "rubbish",
			"{\"type\":null}", "{\"type\":7}", "{\"type\":\"stop\"}{\"type\":\"stop\"}", "{\"type\":\"stop\"} x",
			"{\"type\":\"unknown\"}", "{\"type\":\"Stop\"}", "{'type':'stop'}", "/* */ {\"type\":\"stop\"}",
			"{\"number\":1}" })
	void decodeWhenNotAMessageThrows(String json) {
		assertProtocolViolation(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\":\"hello\"}", "{\"type\":\"hello\",\"id\":1,\"generation\":1,\"pid\":1}",
			"{\"type\":\"hello\",\"id\":1,\"generation\":1,\"pid\":1,\"token\":null}",
			"{\"type\":\"hello\",\"id\":1,\"generation\":1,\"token\":\"t\"}",
			"{\"type\":\"hello\",\"id\":null,\"generation\":1,\"pid\":1,\"token\":\"t\"}",
			"{\"type\":\"hello\",\"id\":\"1\",\"generation\":1,\"pid\":1,\"token\":\"t\"}",
			"{\"type\":\"hello\",\"id\":1.5,\"generation\":1,\"pid\":1,\"token\":\"t\"}",
			"{\"type\":\"hello\",\"id\":2147483648,\"generation\":1,\"pid\":1,\"token\":\"t\"}",
			"{\"type\":\"welcome\"}", "{\"type\":\"welcome\",\"properties\":{\"a\":null}}", "{\"type\":\"heartbeat\"}",
			"{\"type\":\"heartbeat\",\"statistics\":{}}", "{\"type\":\"heartbeat\",\"statistics\":null}",
			"{\"type\":\"request\",\"number\":1}", "{\"type\":\"request\",\"number\":1,\"body\":{\"type\":\"scale\"}}",
			"{\"type\":\"reply\",\"number\":1,\"outcome\":\"NO_SUCH\"}",
			"{\"type\":\"reply\",\"number\":1,\"outcome\":0}", "{\"type\":\"announcement\"}",
			"{\"type\":\"announcement\",\"events\":[null]}", "{\"type\":\"announcement\",\"events\":[{}]}",
			"{\"type\":\"announcement\",\"events\":[{\"type\":\"worker-forked\",\"id\":1,\"pid\":1}]}",
			"{\"type\":\"members\"}", "{\"type\":\"members\",\"workers\":[null]}",
			"{\"type\":\"members\",\"workers\":[{\"id\":1,\"generation\":1}]}", "{\"type\":\"leadership-grant\"}",
			"{\"type\":\"task-claim\"}", "{\"type\":\"task-grant\",\"name\":\"a\"}" })
	void decodeWhenComponentIsMissingOrOfAnotherTypeThrows(String json) {
		assertProtocolViolation(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "javax.naming.InitialContext", "com.sun.rowset.JdbcRowSetImpl",
			"io.github.bootcluster.channel.Message$Stop", "io.github.bootcluster.channel.MessageCodecTests$Gadget" })
	void decodeWhenTypeIsTheNameOfAClassLoadsNoClass(String type) {
		assertProtocolViolation("{\"type\":\"" + type + "\"}");
		assertProtocolViolation("{\"@class\":\"" + type + "\"}");
		assertProtocolViolation("[\"" + type + "\",{}]");
		assertProtocolViolation("{\"type\":\"request\",\"number\":1,\"body\":{\"type\":\"" + type + "\"}}");
		assertThat(System.getProperty(GADGET_LOADED)).isNull();
	}

	@Test
	void decodeWhenPropertyIsUnknownIgnoresIt() throws Exception {
		assertThat(decode("{\"type\":\"listening\",\"port\":1,\"added\":{\"later\":[1]}}"))
			.isEqualTo(new Message.Listening(1));
	}

	@Test
	void decodeWhenNestedDeeplyThrows() {
		assertProtocolViolation("{\"type\":\"stop\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
	}

	@Test
	void decodeWhenBytesAreNoUtf8Throws() {
		byte[] json = "{\"type\":\"hello\",\"id\":1,\"generation\":1,\"pid\":1,\"token\":\"?\"}"
			.getBytes(StandardCharsets.UTF_8);
		json[json.length - 3] = (byte) 0xff;
		assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> this.codec.decode(json));
	}

	@Test
	void decodeWhenRefusingQuotesNoMoreThanOneShortLine() {
		String type = "x\\n\\r\\u2028\\u001b[31m".repeat(1000);
		assertThatExceptionOfType(ProtocolViolationException.class)
			.isThrownBy(() -> decode("{\"type\":\"" + type + "\"}"))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(310)
				.doesNotContainPattern("[\\p{Cntrl}\u2028]"));
	}

	@Test
	void helloToStringHidesToken() {
		assertThat(MessageExamples.HELLO).asString().doesNotContain("cret").contains("4711");
	}

	private void assertProtocolViolation(String json) {
		assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> decode(json))
			.withMessageStartingWith("Not a message: ");
	}

	private Message decode(String json) throws Exception {
		return this.codec.decode(json.getBytes(StandardCharsets.UTF_8));
	}

	private String json(Message message) {
		return new String(this.codec.encode(message), StandardCharsets.UTF_8);
	}

	private Message.Hello helloOfSize(int size) {
		int rest = json(new Message.Hello(1, 1, 1, "")).length();
		char[] token = new char[size - rest];
		Arrays.fill(token, 't');
		return new Message.Hello(1, 1, 1, new String(token));
	}

	/**
	 * A class that betrays that it was loaded.
	 */
	static class Gadget {

		static {
			System.setProperty(GADGET_LOADED, "true");
		}

	}

}
