using System.Text.Json.Serialization;

using Heed.Server.Explain;
using Heed.Server.Noise;

namespace Heed.Server.Incidents;

/// <summary>How incidents, explanations and the noise report are written as JSON: as the rest of Heed's own API.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IncidentList))]
[JsonSerializable(typeof(IncidentDetail))]
[JsonSerializable(typeof(IncidentAction))]
[JsonSerializable(typeof(ExplainAnswer))]
[JsonSerializable(typeof(NoiseAnswer))]
internal sealed partial class IncidentJson : JsonSerializerContext;
