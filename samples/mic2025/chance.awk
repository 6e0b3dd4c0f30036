# Chance for the generators of synthetic documents: Lehmer's generator (16807 modulo 2^31-1), exact in doubles.
function seed(k,    a) { # squared, or neighbouring seeds would draw alike
	a = k % 46337
	state = (a * a * 31 + k * 7919 + 12345) % 2147483647
	r(2); r(2); r(2)
}
function r(n) { # 0 to n-1
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}
