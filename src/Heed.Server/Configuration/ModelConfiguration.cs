using Heed.Monitoring;

namespace Heed.Server.Configuration;

/// <summary>One of <c>models</c>.</summary>
/// <param name="Options">What monitoring has to know.</param>
/// <param name="BaselineFile">Absolute.</param>
/// <param name="Objectives">Its <c>slo</c>.</param>
public sealed record ModelConfiguration(ModelOptions Options, string BaselineFile, ObjectiveConfiguration Objectives);
