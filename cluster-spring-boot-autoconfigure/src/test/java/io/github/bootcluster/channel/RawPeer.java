package io.github.bootcluster.channel;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The other side of a channel, free to send any bytes.
 */
class RawPeer implements AutoCloseable {

	private static final MessageCodec codec = new MessageCodec(1 << 20);

	private final SocketChannel channel;

	private final FrameReader reader;

	RawPeer(SocketChannel channel) {
		this.channel = channel;
		this.reader = new FrameReader(channel, codec);
	}

	static RawPeer connect(Path socketPath) throws IOException {
		return new RawPeer(SocketChannel.open(UnixDomainSocketAddress.of(socketPath)));
	}

	RawPeer send(Message message) throws IOException {
		return sendFrame(codec.encode(message));
	}

	RawPeer sendFrame(String json) throws IOException {
		return sendFrame(json.getBytes(StandardCharsets.UTF_8));
	}

	RawPeer sendFrame(byte[] body) throws IOException {
		return sendBytes(ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array());
	}

	RawPeer sendHeader(int length) throws IOException {
		return sendBytes(ByteBuffer.allocate(4).putInt(length).array());
	}

	RawPeer sendBytes(byte... bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			this.channel.write(buffer);
		}
		return this;
	}

	RawPeer endOutput() throws IOException {
		this.channel.shutdownOutput();
		return this;
	}

	Frame read() throws IOException {
		return this.reader.read();
	}

	boolean isEnded() {
		try {
			return this.channel.read(ByteBuffer.allocate(4096)) < 0;
		}
		catch (IOException ex) {
			// closed with our bytes unread: reset
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
