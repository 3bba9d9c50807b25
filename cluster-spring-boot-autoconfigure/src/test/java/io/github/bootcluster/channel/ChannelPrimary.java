package io.github.bootcluster.channel;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A process with a directory and a server that ends properly at the end of its input.
 */
public final class ChannelPrimary {

	private ChannelPrimary() {
	}

	public static void main(String[] args) throws Exception {
		try (ChannelDirectory directory = ChannelDirectory.create(Path.of(args[0]));
				ChannelServer server = new ChannelServer(directory.getSocketPath(), 1 << 20,
						(accepted) -> OptionalLong.empty(), new RecordingListener())) {
			server.start();
			directory.write("token", "secret");
			System.out.println(directory.getPath());
			System.in.readAllBytes();
		}
	}

}
