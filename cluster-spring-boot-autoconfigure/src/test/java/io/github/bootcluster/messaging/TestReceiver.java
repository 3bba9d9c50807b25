package io.github.bootcluster.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.github.bootcluster.channel.Peer;
import org.jspecify.annotations.Nullable;

/**
 * {@link MessageReceiver} made of functions, which are given messages as JSON.
 */
class TestReceiver implements MessageReceiver {

	final List<String> heard = new CopyOnWriteArrayList<>();

	volatile BiConsumer<String, Peer> listener = (json, sender) -> this.heard.add(json);

	volatile Function<String, @Nullable CompletionStage<@Nullable Object>> handler = (json) -> CompletableFuture
		.completedFuture("reply to " + json);

	volatile boolean active = true;

	@Override
	public boolean isActive() {
		return this.active;
	}

	@Override
	public void hear(Payload message, Peer sender) {
		this.listener.accept(new String(message.json(), StandardCharsets.UTF_8), sender);
	}

	@Override
	public @Nullable CompletionStage<@Nullable Object> handle(Payload request, Peer sender) {
		return this.handler.apply(new String(request.json(), StandardCharsets.UTF_8));
	}

}
