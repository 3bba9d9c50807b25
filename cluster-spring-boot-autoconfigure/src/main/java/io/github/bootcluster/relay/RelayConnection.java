package io.github.bootcluster.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import io.github.bootcluster.channel.ProtocolViolationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A connection on which a request is answered.
 */
final class RelayConnection implements Runnable {

	private static final Log logger = LogFactory.getLog(RelayConnection.class);

	private final RelayChannel channel;

	private final RelayCodec codec;

	private final RelayHandler handler;

	private final RelayLimits limits;

	RelayConnection(RelayChannel channel, RelayCodec codec, RelayHandler handler, RelayLimits limits) {
		this.channel = channel;
		this.codec = codec;
		this.handler = handler;
		this.limits = limits;
	}

	@Override
	public void run() {
		try {
			answer(this.codec.decode(this.channel.readFrame(RelayCodec.MAX_SIZE, this.limits.idle()),
					RelayRequest.class));
		}
		catch (ProtocolViolationException ex) {
			logger.warn("Closing the connection of another worker: " + ex.getMessage());
		}
		catch (IOException ex) {
			logger.debug("A request of another worker could not be answered", ex);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Closing the connection of another worker, its request could not be answered", ex);
		}
	}

	private void answer(RelayRequest request) throws IOException {
		// for who asks to know that this worker is alive, however long the answer takes
		this.channel.writeEmptyFrame(this.limits.idle());
		try (RelayResponse response = this.handler.handle(request)) {
			RelayHead head = new RelayHead(response.status(), response.headers());
			this.channel.writeFrame(this.codec.encode(head), this.limits.idle());
			write(response.body());
		}
	}

	private void write(InputStream body) throws IOException {
		ByteBuffer chunk = ByteBuffer.allocate(Integer.BYTES + RelayLimits.CHUNK);
		int count = read(body, chunk);
		while (count > 0) {
			this.channel.writeFrame(chunk.position(Integer.BYTES + count), this.limits.idle());
			count = read(body, chunk.clear());
		}
		this.channel.writeEmptyFrame(this.limits.idle());
	}

	private static int read(InputStream body, ByteBuffer chunk) throws IOException {
		return body.read(chunk.array(), Integer.BYTES, RelayLimits.CHUNK);
	}

}
