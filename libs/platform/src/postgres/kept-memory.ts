const SIXTEEN_MEBIBYTES = String(16 * 1024 * 1024);

/**
 * Environment of a PostgreSQL whose processes keep up to 16 MB that a statement has done with for the next one. Left alone the C library
 * hands memory back at the end of each statement and asks for it again, and the kernel clears every page of it anew: most of the time of a
 * statement that handles some megabytes in some milliseconds (docs/performance.md). Other C libraries than glibc pass it over.
 *
 * @source https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html
 */
export const KEPT_MEMORY = { MALLOC_TRIM_THRESHOLD_: SIXTEEN_MEBIBYTES, MALLOC_MMAP_THRESHOLD_: SIXTEEN_MEBIBYTES };
