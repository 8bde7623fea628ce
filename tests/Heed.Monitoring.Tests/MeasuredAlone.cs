namespace Heed.Monitoring.Tests;

[CollectionDefinition(SpeedTests.Alone, DisableParallelization = true)]
public sealed class MeasuredAlone;
