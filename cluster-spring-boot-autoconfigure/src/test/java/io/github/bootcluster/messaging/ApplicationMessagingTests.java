package io.github.bootcluster.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.ClusterRequestHandler;
import io.github.bootcluster.MessageNotDeliveredException;
import io.github.bootcluster.RequestFailedException;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;
import io.github.bootcluster.event.ClusterMessageEvent;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationMessaging} and what finds the listeners of an application,
 * standalone.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ApplicationMessagingTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final ClusterAddress SELF = ClusterAddress.primary();

	private static final List<Object> heard = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class));

	ApplicationMessagingTests() {
		heard.clear();
	}

	@Test
	void listenersHearTheTypesThatTheyDeclare() {
		run(Listeners.class, (messenger) -> {
			messenger.send(SELF, new Price("a", 1)).join();
			assertThat(heard).containsExactly(new Price("a", 1));
			messenger.send(SELF, new ArrayList<>(List.of(new Price("b", 2)))).join();
			messenger.send(SELF, Map.of("now", Instant.EPOCH)).join();
			assertThat(heard).containsExactly(new Price("a", 1), List.of(new Price("b", 2)),
					Map.of("now", Instant.EPOCH));
		});
	}

	@Test
	void eventTellsSender() {
		run(SenderListener.class, (messenger) -> {
			messenger.send(SELF, "x").join();
			assertThat(heard).containsExactly(ClusterAddress.worker(1), ProcessHandle.current().pid());
		});
	}

	@Test
	void listenersOfTheSameTypeInSeveralClassesHearAMessageOnce() {
		this.contextRunner.withBean(FirstPriceListener.class).withBean(SecondPriceListener.class).run((context) -> {
			context.getBean(ClusterMessenger.class).send(SELF, new Price("a", 1)).join();
			assertThat(heard).containsExactlyInAnyOrder("first", "second");
		});
	}

	@Test
	void listenersOfDifferentTypesHearAMessageOnceEach() {
		run(AnimalListeners.class, (messenger) -> {
			messenger.send(SELF, new Dog("Rex", 3)).join();
			assertThat(heard).containsExactlyInAnyOrder("dog Dog", "animal Animal", "bounded Animal",
					"any {age=3, name=Rex}", "raw {age=3, name=Rex}", "object {age=3, name=Rex}");
		});
	}

	@Test
	void listenerOfInterfaceHearsItsImplementation() {
		run(NamedListener.class, (messenger) -> {
			messenger.send(SELF, new Cat("Tom")).join();
			assertThat(heard).containsExactly("Tom");
		});
	}

	@Test
	void listenerOfGenericSuperclassHearsItsOwnType() {
		run(GenericListener.class, (messenger) -> {
			messenger.send(SELF, new Price("a", 1)).join();
			assertThat(heard).containsExactly(new Price("a", 1));
		});
	}

	@Test
	void listenersThatAreBeansHearMessages() {
		this.contextRunner.withBean(PriceApplicationListener.class)
			.withUserConfiguration(LambdaListenerConfiguration.class)
			.run((context) -> {
				context.getBean(ClusterMessenger.class).send(SELF, new Price("a", 1)).join();
				context.getBean(ClusterMessenger.class).send(SELF, new Dog("Rex", 3)).join();
				assertThat(heard).containsExactly("bean Price[name=a, amount=1]", "lambda Dog[name=Rex, age=3]");
			});
	}

	@Test
	void messageThatNobodyListensForIsTakenAndLoadsNothing(CapturedOutput output) {
		run(Listeners.class, (messenger) -> {
			String gadget = Gadget.class.getName();
			receive(messenger, gadget, "{}");
			receive(messenger, "com.sun.rowset.JdbcRowSetImpl", "{}");
			messenger.send(SELF, new Price("last", 1)).join();
			assertThat(heard).hasSize(1);
			assertThat(System.getProperty("gadget-was-loaded")).isNull();
			assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "null", "[]", "{\"amount\":\"x\"}", "rubbish" })
	void messageThatCannotBeReadIsDroppedWithOneLine(String json, CapturedOutput output) {
		run(Listeners.class, (messenger) -> {
			receive(messenger, Price.class.getName(), json);
			messenger.send(SELF, new Price("next", 1)).join();
			assertThat(heard).containsExactly(new Price("next", 1));
			assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains("Dropped a message of worker 1: It cannot be read as " + Price.class.getName() + ": ");
			assertThat(output).doesNotContain("ERROR").doesNotContain("\tat ");
		});
	}

	@Test
	void handlersReply() {
		run(Handlers.class, (messenger) -> {
			assertThat(request(messenger, new Price("plain", 1), String.class)).isEqualTo("plain");
			assertThat(request(messenger, new Dog("void", 1), String.class)).isNull();
			assertThat(request(messenger, "stage", String.class)).isEqualTo("stage stage");
			assertThat(request(messenger, 7, Integer.class)).isEqualTo(8);
			assertThat(request(messenger, Instant.EPOCH, String.class)).isEqualTo("worker 1");
			assertThat(request(messenger, new Question("private"), Price.class)).isEqualTo(new Price("private", 1));
			assertThat(request(messenger, 5L, String.class)).isNull();
			assertThat(request(messenger, List.of(new Price("x", 1)), String.class)).isEqualTo("list of Price");
		});
	}

	@Test
	void handlerReturnsGenericReply() {
		run(Handlers.class, (messenger) -> {
			CompletableFuture<List<Price>> reply = messenger.request(SELF, 2.0, new ParameterizedTypeReference<>() {
			}, LONG);
			assertThat(reply.join()).containsExactly(new Price("a", 2));
		});
	}

	@Test
	void handlerThatThrowsFails() {
		run(Handlers.class, (messenger) -> {
			CompletableFuture<String> reply = messenger.request(SELF, true, String.class, LONG);
			assertThat(reply).failsWithin(LONG)
				.withThrowableOfType(Exception.class)
				.withCauseInstanceOf(RequestFailedException.class)
				.withMessageContaining("java.lang.IllegalStateException: no");
		});
	}

	@Test
	void requestWithoutHandlerIsNotDelivered() {
		run(Listeners.class, (messenger) -> {
			CompletableFuture<String> reply = messenger.request(SELF, new Price("a", 1), String.class, LONG);
			assertThat(reply).failsWithin(LONG)
				.withThrowableOfType(Exception.class)
				.withCauseInstanceOf(MessageNotDeliveredException.class)
				.withMessageContaining("it has no handler for " + Price.class.getName());
			assertThat(heard).isEmpty();
		});
	}

	@Test
	void handlerOfAnythingRepliesToRequestsWithoutHandler() {
		run(AnyHandler.class, (messenger) -> assertThat(request(messenger, new Price("a", 1), String.class))
			.isEqualTo("{amount=1, name=a}"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void proxiedBeansHearAndReply(boolean targetClass) {
		this.contextRunner.withBean("proxied", ProxiedBean.class)
			.withBean("interceptor", MethodInterceptor.class, () -> ApplicationMessagingTests::intercept)
			.withBean(BeanNameAutoProxyCreator.class, () -> createProxyCreator(targetClass))
			.run((context) -> {
				assertThat(AopUtils.isCglibProxy(context.getBean("proxied"))).isEqualTo(targetClass);
				ClusterMessenger messenger = context.getBean(ClusterMessenger.class);
				messenger.send(SELF, new Price("a", 1)).join();
				assertThat(request(messenger, new Question("b"), Price.class)).isEqualTo(new Price("b", 2));
				assertThat(heard).containsExactly("proxy on", new Price("a", 1), "proxy answer");
			});
	}

	@Test
	void twoHandlersOfOneTypeFailTheStart() {
		this.contextRunner.withBean(AnyHandler.class)
			.withBean("other", OtherAnyHandler.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("reply to requests of type java.lang.Object: remove one of them")
				.hasMessageContaining(AnyHandler.class.getName() + ".answer")
				.hasMessageContaining(OtherAnyHandler.class.getName() + ".answer"));
	}

	@Test
	void handlerWithTwoParametersFailsTheStart() {
		this.contextRunner.withBean(TwoParameters.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("A @ClusterRequestHandler must have one parameter, the request, but ")
				.hasMessageEndingWith(" has 2"));
	}

	@Test
	void usesMapperOfApplication() {
		this.contextRunner.withBean(JsonMapper.class, ApplicationMessagingTests::snakeMapper)
			.withBean(AnyHandler.class)
			.run((context) -> assertThat(request(context.getBean(ClusterMessenger.class), new Snake(7), String.class))
				.isEqualTo("{some_number=7}"));
	}

	@Test
	void whenThereAreTwoMappersUsesItsOwn() {
		this.contextRunner.withBean("one", JsonMapper.class, ApplicationMessagingTests::snakeMapper)
			.withBean("two", JsonMapper.class, ApplicationMessagingTests::snakeMapper)
			.withBean(AnyHandler.class)
			.run((context) -> assertThat(request(context.getBean(ClusterMessenger.class), new Snake(7), String.class))
				.isEqualTo("{someNumber=7}"));
	}

	@Test
	void thereIsNoThreadBeforeTheFirstMessage() {
		List<Thread> before = messageThreads();
		this.contextRunner.withBean(Handlers.class).withBean(Listeners.class).run((context) -> {
			ClusterMessenger messenger = context.getBean(ClusterMessenger.class);
			assertThat(messageThreads()).isSubsetOf(before);
			messenger.send(SELF, new Price("a", 1)).join();
			assertThat(messageThreads()).isNotEmpty().allMatch(Thread::isDaemon);
		});
	}

	@Test
	void applicationThatIsClosedRefuses() {
		this.contextRunner.withBean(Listeners.class).run((context) -> {
			ClusterMessenger messenger = context.getBean(ClusterMessenger.class);
			messenger.send(SELF, "before").join();
			context.getSourceApplicationContext().close();
			assertThat(messenger.send(SELF, new Price("a", 1))).failsWithin(LONG)
				.withThrowableOfType(Exception.class)
				.withCauseInstanceOf(MessageNotDeliveredException.class)
				.withMessageContaining("it is about to end");
			assertThat(heard).isEmpty();
		});
	}

	private void run(Class<?> bean, Consumer<ClusterMessenger> consumer) {
		this.contextRunner.withBean(bean).run((context) -> {
			assertThat(context).hasNotFailed();
			consumer.accept(context.getBean(ClusterMessenger.class));
		});
	}

	private static <T> @Nullable T request(ClusterMessenger messenger, Object payload, Class<T> replyType) {
		return messenger.request(SELF, payload, replyType, LONG).join();
	}

	private static void receive(ClusterMessenger messenger, String types, String json) {
		Peer self = new Peer(1, ProcessHandle.current().pid());
		((MessageEndpoint) messenger).received(new Parcel(Kind.NOTICE, self, self, 1, types, json.getBytes()));
	}

	private static BeanNameAutoProxyCreator createProxyCreator(boolean targetClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("proxied");
		creator.setInterceptorNames("interceptor");
		creator.setProxyTargetClass(targetClass);
		return creator;
	}

	private static @Nullable Object intercept(MethodInvocation invocation) throws Throwable {
		heard.add("proxy " + invocation.getMethod().getName());
		return invocation.proceed();
	}

	private static JsonMapper snakeMapper() {
		return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
	}

	private static List<Thread> messageThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("cluster-messages-"))
			.toList();
	}

	record Price(String name, int amount) {

	}

	record Question(String text) {

	}

	record Snake(int someNumber) {

	}

	@JsonDeserialize(as = Cat.class)
	interface Named {

		String name();

	}

	record Cat(String name) implements Named {

	}

	static class Animal {

		public String name = "";

	}

	static class Dog extends Animal {

		public int age;

		Dog() {
		}

		Dog(String name, int age) {
			this.name = name;
			this.age = age;
		}

		@Override
		public String toString() {
			return "Dog[name=" + this.name + ", age=" + this.age + "]";
		}

	}

	static class Gadget {

		static {
			System.setProperty("gadget-was-loaded", "true");
		}

	}

	static class Listeners {

		@EventListener
		void on(ClusterMessageEvent<Price> event) {
			heard.add(event.getPayload());
		}

		@EventListener
		void onPrices(ClusterMessageEvent<List<Price>> event) {
			heard.add(event.getPayload());
		}

		@EventListener
		void onTimes(ClusterMessageEvent<Map<String, Instant>> event) {
			heard.add(event.getPayload());
		}

	}

	static class SenderListener {

		@EventListener
		void on(ClusterMessageEvent<String> event) {
			heard.add(event.getSender());
			heard.add(event.getSenderPid());
		}

	}

	static class FirstPriceListener {

		@EventListener
		void on(ClusterMessageEvent<Price> event) {
			heard.add("first");
		}

	}

	static class SecondPriceListener {

		@EventListener
		void on(ClusterMessageEvent<Price> event) {
			heard.add("second");
		}

	}

	static class AnimalListeners {

		@EventListener
		void onDog(ClusterMessageEvent<Dog> event) {
			heard.add("dog " + event.getPayload().getClass().getSimpleName());
		}

		@EventListener
		void onAnimal(ClusterMessageEvent<Animal> event) {
			heard.add("animal " + event.getPayload().getClass().getSimpleName());
		}

		@EventListener
		void onBounded(ClusterMessageEvent<? extends Animal> event) {
			heard.add("bounded " + event.getPayload().getClass().getSimpleName());
		}

		@EventListener
		void onAny(ClusterMessageEvent<?> event) {
			heard.add("any " + sorted(event.getPayload()));
		}

		@EventListener
		@SuppressWarnings("rawtypes")
		void onRaw(ClusterMessageEvent event) {
			heard.add("raw " + sorted(event.getPayload()));
		}

		@EventListener
		void onObject(ClusterMessageEvent<Object> event) {
			heard.add("object " + sorted(event.getPayload()));
		}

		private static Object sorted(Object payload) {
			return new TreeMap<>((Map<?, ?>) payload);
		}

	}

	static class NamedListener {

		@EventListener
		void on(ClusterMessageEvent<Named> event) {
			heard.add(event.getPayload().name());
		}

	}

	abstract static class AbstractListener<T> {

		@EventListener
		void on(ClusterMessageEvent<T> event) {
			heard.add(event.getPayload());
		}

	}

	static class GenericListener extends AbstractListener<Price> {

	}

	static class PriceApplicationListener
			implements ApplicationListener<PayloadApplicationEvent<ClusterMessageEvent<Price>>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<ClusterMessageEvent<Price>> event) {
			heard.add("bean " + event.getPayload().getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LambdaListenerConfiguration {

		@Bean
		ApplicationListener<PayloadApplicationEvent<ClusterMessageEvent<Dog>>> dogListener() {
			return (event) -> heard.add("lambda " + event.getPayload().getPayload());
		}

	}

	static class Handlers {

		@ClusterRequestHandler
		String plain(Price price) {
			return price.name();
		}

		@ClusterRequestHandler
		void nothing(Dog dog) {
		}

		@ClusterRequestHandler
		CompletionStage<String> stage(String text) {
			return CompletableFuture.supplyAsync(() -> "stage " + text);
		}

		@ClusterRequestHandler
		Mono<Integer> mono(Integer number) {
			return Mono.just(number + 1);
		}

		@ClusterRequestHandler
		Mono<String> empty(Long number) {
			return Mono.empty();
		}

		@ClusterRequestHandler
		protected String sender(ClusterMessageEvent<Instant> event) {
			return event.getSender().toString();
		}

		@ClusterRequestHandler
		private Price hidden(Question question) {
			return new Price(question.text(), 1);
		}

		@ClusterRequestHandler
		String generic(List<Price> prices) {
			return "list of " + prices.get(0).getClass().getSimpleName();
		}

		@ClusterRequestHandler
		List<Price> genericReply(Double number) {
			return List.of(new Price("a", number.intValue()));
		}

		@ClusterRequestHandler
		String failing(Boolean flag) {
			throw new IllegalStateException("no");
		}

	}

	static class AnyHandler {

		@ClusterRequestHandler
		String answer(Object request) {
			return new TreeMap<>((Map<?, ?>) request).toString();
		}

	}

	static class OtherAnyHandler {

		@ClusterRequestHandler
		String answer(ClusterMessageEvent<?> request) {
			return "";
		}

	}

	static class TwoParameters {

		@ClusterRequestHandler
		String answer(Price price, Question question) {
			return "";
		}

	}

	interface ProxiedInterface {

		void on(ClusterMessageEvent<Price> event);

		Price answer(Question question);

	}

	static class ProxiedBean implements ProxiedInterface {

		@Override
		@EventListener
		public void on(ClusterMessageEvent<Price> event) {
			heard.add(event.getPayload());
		}

		@Override
		@ClusterRequestHandler
		public Price answer(Question question) {
			return new Price(question.text(), 2);
		}

	}

}
