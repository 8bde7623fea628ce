using System.Text.Json.Serialization;

using Heed.Server.Sources;

namespace Heed.Server.Endpoints;

/// <summary>How Heed's own API writes JSON: snake_case, everything written, numbers that do not exist as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EventsBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelDetail))]
[JsonSerializable(typeof(FeatureList))]
[JsonSerializable(typeof(FeatureDetail))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(AlertCounts))]
[JsonSerializable(typeof(NotificationList))]
[JsonSerializable(typeof(NotificationFigure))]
[JsonSerializable(typeof(ReviewList))]
[JsonSerializable(typeof(ReviewAnswer))]
[JsonSerializable(typeof(ReviewReceipt))]
[JsonSerializable(typeof(SloList))]
[JsonSerializable(typeof(SloDetail))]
[JsonSerializable(typeof(SloGate))]
[JsonSerializable(typeof(SourceBody))]
[JsonSerializable(typeof(PreviewQuestion))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(ApiProblem))]
internal sealed partial class ApiJson : JsonSerializerContext;
