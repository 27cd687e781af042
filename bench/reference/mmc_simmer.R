# The textbook M/M/8 at load 0.8 in simmer: prints ns per request and the mean response in mean services.
suppressPackageStartupMessages(library(simmer))
n <- as.integer(commandArgs(trailingOnly = TRUE)[1])
set.seed(1)
env <- simmer()
served <- trajectory() |> seize("workers") |> timeout(function() rexp(1, 1)) |> release("workers")
env |>
  add_resource("workers", 8) |>
  add_generator("request", served, at(cumsum(rexp(n, 6.4))))
start <- Sys.time()
invisible(run(env))
spent <- as.numeric(difftime(Sys.time(), start, units = "secs"))
arrivals <- get_mon_arrivals(env)
cat(spent * 1e9 / n, mean(arrivals$end_time - arrivals$start_time))
