# Share by level and year with its interval, and the documents below. usage: gnuplot -c years.gp YEARS.TSV > YEARS.SVG
# The page gives the drawing its words and its colours: series n is drawn in the colour n,0,0.
set terminal svg size 760,440 dynamic font "sans-serif,12"
set datafile separator tab
set datafile missing ""
set key off
set border 3
set tics nomirror out
set xtics 1 format "%.0f"
levels = "national province city"
colour(n) = n << 16
# gnuplot knows the columns by the names in the first line.
at(level) = (strcol("level") eq level && column("population") > 0) ? column("year") : NaN
stats ARG1 using (column("population") > 0 ? column("year") : NaN) name "y" nooutput
of(level) = strcol("level") eq level
stats ARG1 using (of("national") || of("province") || of("city") ? (strcol("year") eq "total" ? NaN : column("population")) : NaN) name "n" nooutput
set xrange [y_min - 0.6 : y_max + 0.6]
if (y_max - y_min > 12) { set xtics 5 }
# A short bar marks each year's share, on its interval: lines and areas alone don't show a year without neighbours. (The terminal's own points are
# references within the drawing, and the page takes none.)
mark = (y_max - y_min > 14 ? 0.12 : 0.008 * (y_max - y_min + 1.2))
set multiplot
set lmargin 7
set rmargin 1
set yrange [0:100]
set ytics 20 format "%.0f %%"
set grid ytics lt 1 lc rgb "black" lw 0.6
set origin 0, 0.34
set size 1, 0.66
set bmargin 1.5
set tmargin 0.6
set style fill transparent solid 0.14 noborder
plot for [n=1:3] ARG1 using (at(word(levels, n))):(column("low")):(column("high")) with filledcurves lc rgb colour(n), \
     for [n=1:3] ARG1 using (at(word(levels, n))):(column("share")) with lines lw 2.5 dt n lc rgb colour(n), \
     for [n=1:3] ARG1 using (at(word(levels, n))):(column("share")):(at(word(levels, n)) - mark):(at(word(levels, n)) + mark):(column("low")):(column("high")) with boxxyerror lc rgb colour(n), \
     for [n=1:3] ARG1 using (at(word(levels, n)) - mark):(column("share")):(2 * mark):(0) with vectors nohead lw 5 lc rgb colour(n)
unset yrange
set yrange [0:*]
step = 10.0 ** floor(log10(n_max))
if (n_max < 2 * step && step > 1) { step = step / 2 }
if (n_max > 5 * step) { step = step * 2 }
set ytics step format "%.0f"
set origin 0, 0
set size 1, 0.34
set bmargin 1.8
set style fill solid 0.85 noborder
set boxwidth 0.26
plot for [n=1:3] ARG1 using (at(word(levels, n)) + (n - 2) * 0.28):(column("population")) with boxes lc rgb colour(n)
unset multiplot
