namespace Heed.SignalBench;

/// <summary>One generated stream: its configuration, baseline, events and truth.</summary>
internal sealed record StreamFolder(int Seed, string Scenario, string Path);
