# Yearly share of national documents with its interval, and the levels that were published for periods.
# usage: gnuplot -c reference.gp YEARS.TSV REFERENCE.TSV > REFERENCE.SVG     (see years.gp)
set terminal svg size 760,320 dynamic font "sans-serif,12"
set datafile separator tab
set datafile missing ""
set key off
set border 3
set tics nomirror out
colour(n) = n << 16
year(x) = (strcol("level") eq "national" && column("population") > 0) ? column("year") : NaN
stats ARG1 using (year(0)) name "y" nooutput
# Marks as in years.gp.
mark = (y_max - y_min > 14 ? 0.12 : 0.008 * (y_max - y_min + 1.2))
set xrange [y_min - 0.6 : y_max + 0.6]
set xtics 1 format "%.0f"
if (y_max - y_min > 12) { set xtics 5 }
set yrange [0:*]
set ytics format "%.0f %%"
set grid ytics lt 1 lc rgb "black" lw 0.6
set lmargin 7
set rmargin 1
set style fill transparent solid 0.14 noborder
till(x) = (strlen(strcol("to")) == 0 || column("to") > y_max) ? y_max : column("to")
plot ARG1 using (year(0)):(column("low")):(column("high")) with filledcurves lc rgb colour(1), \
     ARG1 using (year(0)):(column("share")) with lines lw 2.5 lc rgb colour(1), \
     ARG1 using (year(0) - mark):(column("share")):(2 * mark):(0) with vectors nohead lw 5 lc rgb colour(1), \
     ARG2 using (column("from") - 0.5):(column("share")):(till(0) - column("from") + 1):(0) with vectors nohead lw 3 dt 2 lc rgb colour(2)
