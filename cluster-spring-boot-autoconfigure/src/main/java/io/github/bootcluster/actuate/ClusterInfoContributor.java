package io.github.bootcluster.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bootcluster.Cluster;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * {@link InfoContributor} that tells the role of this process, and a worker's id. It asks
 * nobody: numbers that only the primary knows are left to health and to the
 * {@link ClusterEndpoint}, which may have to wait for it.
 *
 * @since 0.1.0
 */
public class ClusterInfoContributor implements InfoContributor {

	private final Cluster cluster;

	/**
	 * Create a new contributor.
	 * @param cluster this process as a member of a cluster
	 */
	public ClusterInfoContributor(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void contribute(Info.Builder builder) {
		builder.withDetail("cluster", getDetails());
	}

	private Map<String, Object> getDetails() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("role", this.cluster.getRole());
		Integer id = this.cluster.getWorkerId();
		if (id != null) {
			details.put("workerId", id);
		}
		return details;
	}

}
