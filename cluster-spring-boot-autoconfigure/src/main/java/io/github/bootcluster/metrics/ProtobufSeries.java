package io.github.bootcluster.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Writes the series of one family, worker by worker, each with the id of its worker as a
 * label: messages of the type {@code io.prometheus.client.Metric}.
 */
final class ProtobufSeries {

	private static final int LABEL = 1;

	private static final int LABEL_NAME = 1;

	private static final int LABEL_VALUE = 2;

	private final Set<List<String>> shared = new HashSet<>();

	private final ProtobufWriter target;

	ProtobufSeries(ProtobufWriter target) {
		this.target = target;
	}

	void write(ProtobufFamily family) {
		ProtobufMessage message = family.message();
		message.fields(ProtobufFamily.METRIC)
			.forEach((field) -> write(message.getMessage(field), family.scrape().worker()));
	}

	private void write(ProtobufMessage series, @Nullable String worker) {
		String value = findWorker(series);
		if (WorkerTag.PRIMARY.equals(value)) {
			writeOnce(series);
		}
		else if (worker == null || worker.equals(value)) {
			writeAsItIs(series);
		}
		else {
			this.target.writeMessage(ProtobufFamily.METRIC, relabel(series, worker));
		}
	}

	private static @Nullable String findWorker(ProtobufMessage series) {
		return series.fields(LABEL)
			.map(series::getMessage)
			.filter(ProtobufSeries::isWorker)
			.map((label) -> label.getString(LABEL_VALUE))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static boolean isWorker(ProtobufMessage label) {
		return WorkerTag.KEY.equals(label.getString(LABEL_NAME));
	}

	// what all workers know has the same value in each of them, or has it soon
	private void writeOnce(ProtobufMessage series) {
		List<String> labels = series.fields(LABEL).map(series::getString).toList();
		if (this.shared.add(labels)) {
			writeAsItIs(series);
		}
	}

	private void writeAsItIs(ProtobufMessage series) {
		this.target.writeMessage(ProtobufFamily.METRIC,
				new ProtobufWriter().writeBytes(series.bytes(), series.start(), series.end()));
	}

	private static ProtobufWriter relabel(ProtobufMessage series, String worker) {
		ProtobufWriter target = new ProtobufWriter().writeMessage(LABEL, label(WorkerTag.KEY, worker));
		series.fields().forEach((field) -> {
			if (field.number() == LABEL && isWorker(series.getMessage(field))) {
				target.writeMessage(LABEL, label(WorkerTag.EXPORTED_PREFIX + WorkerTag.KEY,
						Objects.requireNonNullElse(series.getMessage(field).getString(LABEL_VALUE), "")));
			}
			else {
				target.writeBytes(series.bytes(), field.start(), field.end());
			}
		});
		return target;
	}

	private static ProtobufWriter label(String name, String value) {
		return new ProtobufWriter().writeString(LABEL_NAME, name).writeString(LABEL_VALUE, value);
	}

}
