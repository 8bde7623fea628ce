using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Monitoring.Reviews;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary><c>/v1/reviews</c>: predictions that people are asked to label, and their answers.</summary>
internal static class ReviewEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostReviews = 1000;
    private const int MostReviewerLength = 200;
    private const string NoAnswer = "expected {\"label\": …, \"reviewer\": …} with a text, a number or a truth value as the label";

    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/v1/reviews");
        api.MapGet("", ListAsync).WithName("Reviews").WithSummary("Predictions that wait for a person's label, oldest first");
        api.MapPost("/{id}", AnswerAsync).WithName("AnswerReview").WithSummary("Labels one of them")
            .WithDescription("The label becomes a durable event. 409 where a label has come before.")
            .Accepts<ReviewAnswer>("application/json")
            .Produces<ReviewReceipt>()
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest)
            .Produces<ApiProblem>(StatusCodes.Status404NotFound)
            .Produces<ApiProblem>(StatusCodes.Status409Conflict)
            .Produces<ApiProblem>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<ReviewList>, NotFound<ApiProblem>>> ListAsync(
        ReviewDesk desk, Station station, string? model, int? limit, CancellationToken cancellation)
    {
        if (model is not null && !station.Monitors.Any(m => m.Schema.Name == model))
        {
            return TypedResults.NotFound(new ApiProblem($"there is no model {model}"));
        }

        int most = Math.Clamp(limit ?? DefaultLimit, 1, MostReviews);
        IReadOnlyList<(string Id, string Model, OpenReview Review)> open = await desk.OpenAsync(model, cancellation).ConfigureAwait(false);
        return TypedResults.Ok(new ReviewList([.. open.Take(most).Select(r => Figure(r.Id, r.Model, r.Review))], open.Count));
    }

    private static async Task<IResult> AnswerAsync(string id, HttpContext context, ReviewDesk desk, CancellationToken cancellation)
    {
        ReviewAnswer? answer = await ReadAsync(context, cancellation).ConfigureAwait(false);
        if (answer?.Label.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
        {
            return Problem(NoAnswer, StatusCodes.Status400BadRequest);
        }

        if (answer.Reviewer is not { Length: > 0 and <= MostReviewerLength } reviewer)
        {
            return Problem($"expected a reviewer of 1 to {MostReviewerLength} characters", StatusCodes.Status400BadRequest);
        }

        (ReviewOutcome outcome, string model, string? detail) =
            await desk.AnswerAsync(id, answer.Label, reviewer, cancellation).ConfigureAwait(false);
        return outcome switch
        {
            ReviewOutcome.Taken => TypedResults.Json(new ReviewReceipt(id, model, reviewer), ApiJson.Default.ReviewReceipt),
            ReviewOutcome.Unknown => Problem($"there is no review {id}", StatusCodes.Status404NotFound),
            ReviewOutcome.AlreadyAnswered => Problem($"the review {id} has a label already", StatusCodes.Status409Conflict),
            ReviewOutcome.Refused => Problem(detail!, StatusCodes.Status400BadRequest),
            _ => Problem(detail!, StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static async Task<ReviewAnswer?> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            ValueTask<ReviewAnswer?> answer = JsonSerializer.DeserializeAsync(context.Request.Body, ApiJson.Default.ReviewAnswer, cancellation);
            return await answer.ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReviewFigure Figure(string id, string model, OpenReview review)
    {
        using JsonDocument json = JsonDocument.Parse(EventParser.ToStrictJson(review.Json.Span));
        JsonElement sent = json.RootElement.Clone();
        return new ReviewFigure
        {
            Id = id,
            Model = model,
            PredictionId = sent.GetProperty("id"),
            Time = DateTimeOffset.FromUnixTimeMilliseconds(review.TimeMs),
            Features = Member(sent, "features"),
            Prediction = Member(sent, "prediction"),
            Score = Member(sent, "score") is { ValueKind: JsonValueKind.Number } score ? score.GetDouble() : null,
            Confidence = ModelViews.Finite(review.Confidence),
            Chance = review.Inclusion,
            Reason = review.Reason switch
            {
                ReviewReason.LowConfidence => "low_confidence",
                ReviewReason.Rare => "rare",
                _ => "random",
            },
        };
    }

    private static JsonElement? Member(JsonElement sent, string name) => sent.TryGetProperty(name, out JsonElement member) ? member : null;

    private static IResult Problem(string text, int status) =>
        TypedResults.Json(new ApiProblem(text), ApiJson.Default.ApiProblem, statusCode: status);
}
