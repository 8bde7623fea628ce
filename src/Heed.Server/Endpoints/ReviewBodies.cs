using System.Text.Json;

namespace Heed.Server.Endpoints;

/// <summary><c>GET /v1/reviews</c>: oldest first, and how many there are of the models that were asked for.</summary>
internal sealed record ReviewList(IReadOnlyList<ReviewFigure> Reviews, int Open);

/// <summary>A prediction that a person is asked to label.</summary>
internal sealed record ReviewFigure
{
    /// <summary>What <c>POST /v1/reviews/{id}</c> takes.</summary>
    public required string Id { get; init; }

    public required string Model { get; init; }

    /// <summary>The <c>id</c> of the prediction's event.</summary>
    public required JsonElement PredictionId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public JsonElement? Features { get; init; }

    public JsonElement? Prediction { get; init; }

    public double? Score { get; init; }

    public double? Confidence { get; init; }

    /// <summary>The chance with which it was chosen; its label stands for 1 / chance predictions.</summary>
    public required double Chance { get; init; }

    /// <summary><c>random</c>, <c>low_confidence</c> or <c>rare</c>.</summary>
    public required string Reason { get; init; }
}

/// <summary>The body of <c>POST /v1/reviews/{id}</c>.</summary>
/// <param name="Label">The true class or number.</param>
/// <param name="Reviewer">Who says so.</param>
internal sealed record ReviewAnswer(JsonElement Label, string? Reviewer);

/// <summary>What became of an answer: its label is durable.</summary>
internal sealed record ReviewReceipt(string Id, string Model, string Reviewer);
