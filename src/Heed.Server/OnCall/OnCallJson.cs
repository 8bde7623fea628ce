using System.Text.Json.Serialization;

namespace Heed.Server.OnCall;

/// <summary>How the API of people on call writes JSON: as the rest of Heed's API.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OnCallNow))]
[JsonSerializable(typeof(ScheduleDetail))]
[JsonSerializable(typeof(OverrideFigure))]
[JsonSerializable(typeof(OverrideFigures))]
[JsonSerializable(typeof(OverrideWish))]
[JsonSerializable(typeof(AcknowledgementWish))]
[JsonSerializable(typeof(EscalationFigure))]
[JsonSerializable(typeof(EscalationFigures))]
internal sealed partial class OnCallJson : JsonSerializerContext;
