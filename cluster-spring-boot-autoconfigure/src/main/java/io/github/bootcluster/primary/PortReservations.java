package io.github.bootcluster.primary;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.socket.PortReservation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.PortInUseException;

/**
 * The ports that this cluster holds for its workers.
 */
final class PortReservations {

	private static final Log logger = LogFactory.getLog(PortReservations.class);

	private final Map<String, PortReservation> reservations = new LinkedHashMap<>();

	/**
	 * Reserve the given ports.
	 * @param requests the ports
	 * @throws PortInUseException if somebody else holds one of them
	 * @throws PortUnavailableException if one of them cannot be bound for another reason
	 */
	void reserve(List<PortRequest> requests) {
		requests.forEach((request) -> this.reservations.put(request.property(), reserve(request)));
	}

	private PortReservation reserve(PortRequest request) {
		try {
			PortReservation reservation = PortReservation.reserve(request.address(), request.port());
			if (request.port() == 0) {
				logger.info("The workers share the random port %d for %s".formatted(reservation.getPort(),
						request.property()));
			}
			return reservation;
		}
		catch (IOException ex) {
			PortInUseException.throwIfPortBindingException(ex, request::port);
			throw new PortUnavailableException(request, ex);
		}
	}

	/**
	 * Return the ports as properties for the workers.
	 * @return the port by the name of its property
	 */
	Map<String, String> toProperties() {
		Map<String, String> properties = new LinkedHashMap<>();
		this.reservations
			.forEach((property, reservation) -> properties.put(property, String.valueOf(reservation.getPort())));
		return properties;
	}

	void close() {
		this.reservations.values().forEach(this::close);
		this.reservations.clear();
	}

	private void close(PortReservation reservation) {
		try {
			reservation.close();
		}
		catch (IOException ex) {
			logger.debug("Unable to give back port %d".formatted(reservation.getPort()), ex);
		}
	}

}
