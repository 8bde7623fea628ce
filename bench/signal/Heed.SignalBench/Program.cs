using Heed.SignalBench;

// usage: see bench/signal.sh
if (BenchOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

List<StreamFolder> streams = Generator.Generate(options);
if (streams.Count == 0) return 1;
if (options.EvidenceOnly)
{
    EvidenceRun.Run(streams, options);
    return 0;
}

ReplayRun.Run(streams, options);
return Scorecard.Write(options);
