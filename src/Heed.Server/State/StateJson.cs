using System.Text.Json;
using System.Text.Json.Serialization;

using Heed.Alerting.State;

namespace Heed.Server.State;

/// <summary>How kept state is written as JSON: members in snake_case, numbers that JSON lacks as texts.</summary>
internal static class StateJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new LabelSetConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
