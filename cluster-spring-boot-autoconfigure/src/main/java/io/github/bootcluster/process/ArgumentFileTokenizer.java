package io.github.bootcluster.process;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an argument file into arguments by the rules of the JDK's {@code args.c}, quirks
 * included: a comment that touches an argument swallows the unquoted rest of it. Works on
 * bytes, as the launcher does.
 */
final class ArgumentFileTokenizer {

	private final Charset charset;

	private final List<String> tokens = new ArrayList<>();

	private final StringBuilder settled = new StringBuilder();

	private final StringBuilder open = new StringBuilder();

	private State state = State.BETWEEN;

	private char quote;

	private ArgumentFileTokenizer(Charset charset) {
		this.charset = charset;
	}

	/**
	 * Return the arguments in an argument file.
	 * @param content the content of the file
	 * @param charset the charset of arguments
	 * @return the arguments
	 */
	static List<String> tokenize(byte[] content, Charset charset) {
		ArgumentFileTokenizer tokenizer = new ArgumentFileTokenizer(charset);
		for (byte next : content) {
			tokenizer.accept((char) (next & 0xFF));
		}
		tokenizer.finish();
		return List.copyOf(tokenizer.tokens);
	}

	private void accept(char ch) {
		switch (this.state) {
			case BETWEEN -> leave(ch, State.TOKEN);
			case CONTINUATION -> leave(ch, State.QUOTED);
			case COMMENT -> comment(ch);
			case ESCAPE -> escape(ch);
			case QUOTED -> quoted(ch);
			case TOKEN -> token(ch);
		}
	}

	private void leave(char ch, State next) {
		if (!isWhiteSpace(ch)) {
			this.state = next;
			accept(ch);
		}
	}

	private void comment(char ch) {
		if (isNewLine(ch)) {
			this.state = State.BETWEEN;
		}
	}

	private void token(char ch) {
		if (isWhiteSpace(ch)) {
			endToken();
		}
		else if (ch == '#') {
			this.open.setLength(0);
			this.state = State.COMMENT;
		}
		else if (ch == '"' || ch == '\'') {
			this.quote = ch;
			settle(State.QUOTED);
		}
		else {
			this.open.append(ch);
		}
	}

	private void quoted(char ch) {
		if (isNewLine(ch)) {
			endToken();
		}
		else if (ch == '\\') {
			settle(State.ESCAPE);
		}
		else if (ch == this.quote) {
			settle(State.TOKEN);
		}
		else {
			this.open.append(ch);
		}
	}

	private void escape(char ch) {
		if (isNewLine(ch)) {
			this.state = State.CONTINUATION;
			return;
		}
		this.settled.append(unescape(ch));
		this.state = State.QUOTED;
	}

	private char unescape(char ch) {
		return switch (ch) {
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'f' -> '\f';
			default -> ch;
		};
	}

	private void settle(State next) {
		this.settled.append(this.open);
		this.open.setLength(0);
		this.state = next;
	}

	private void endToken() {
		settle(State.BETWEEN);
		byte[] bytes = this.settled.toString().getBytes(StandardCharsets.ISO_8859_1);
		this.tokens.add(new String(bytes, this.charset));
		this.settled.setLength(0);
	}

	private void finish() {
		boolean inToken = this.state == State.TOKEN || this.state == State.QUOTED;
		if (inToken && this.settled.length() + this.open.length() > 0) {
			endToken();
		}
	}

	private static boolean isWhiteSpace(char ch) {
		return ch == ' ' || ch == '\t' || ch == '\f' || isNewLine(ch);
	}

	private static boolean isNewLine(char ch) {
		return ch == '\n' || ch == '\r';
	}

	private enum State {

		BETWEEN, TOKEN, QUOTED, ESCAPE, CONTINUATION, COMMENT

	}

}
