using Heed.Ingest.Sources;

namespace Heed.Server.Sources;

/// <summary>A message or line of a source of which no event could be made.</summary>
/// <param name="TimeMs">When it came.</param>
/// <param name="Source">Where from: an endpoint, a file.</param>
/// <param name="What">Which one: a type and service, a line.</param>
/// <param name="Refusal">Why.</param>
internal readonly record struct RefusedMessage(long TimeMs, string Source, string What, SourceRefusal Refusal);
