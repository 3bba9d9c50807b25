package io.github.bootcluster.process;

/**
 * Where the output of a worker goes.
 *
 * @param out receives the lines of its standard output
 * @param err receives the lines of its standard error
 * @since 0.1.0
 */
public record WorkerOutput(OutputListener out, OutputListener err) {

	/**
	 * Return the output of one worker, in which every line names it.
	 * @param id the worker's id
	 * @return the output
	 */
	public WorkerOutput naming(int id) {
		return new WorkerOutput(new NamedLines(id, this.out), new NamedLines(id, this.err));
	}

}
