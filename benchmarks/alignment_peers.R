# Fits one slice of votes with R's peers; called by alignment_peers.py with the folder that holds votes.csv.
folder <- commandArgs(TRUE)[1]
peer <- commandArgs(TRUE)[2]
votes <- read.csv(file.path(folder, "votes.csv"))
# Binary, as these peers want it: yes against the rest.
seats <- sort(unique(votes$seat)); calls <- sort(unique(votes$call))
binary <- matrix(NA, length(seats), length(calls), dimnames = list(seats, calls))
binary[cbind(match(votes$seat, seats), match(votes$call, calls))] <- as.integer(votes$choice == 1)
binary <- binary[, apply(binary, 2, function(v) length(unique(na.omit(v))) > 1)]
set.seed(1)
started <- proc.time()["elapsed"]
if (peer == "pscl") {
  suppressMessages(library(pscl))
  fit <- ideal(rollcall(binary, yea = 1, nay = 0, legis.names = seats), maxiter = 2000, burnin = 500, thin = 5,
               normalize = TRUE, store.item = FALSE)
  point <- fit$xbar[, 1]
} else {
  suppressMessages(library(MCMCpack))
  fit <- MCMCirt1d(binary, burnin = 500, mcmc = 1500, thin = 5, store.item = FALSE)
  point <- colMeans(fit)
}
write.csv(data.frame(seat = seats, point = point, seconds = proc.time()["elapsed"] - started),
          file.path(folder, paste0(peer, ".csv")), row.names = FALSE)
