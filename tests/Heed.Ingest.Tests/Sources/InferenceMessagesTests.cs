using Heed.Ingest.Sources;
using Heed.Ingest.Sources.CloudEvents;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Tests.Sources;

/// <summary>Requests and answers that come as messages of their own, in any order.</summary>
public sealed class InferenceMessagesTests
{
    private const string KServe = "org.kubeflow.serving.inference.";
    private const string Seldon = "io.seldon.serving.";

    private readonly InferenceWriter _writer = new();
    private readonly SourceLines _lines = new();

    [Fact]
    public void The_answer_of_KServe_joins_its_request_and_tells_the_latency()
    {
        InferenceMessages messages = new(new JoinLimits());
        CloudEvent request = Message(KServe + "request", "q", "[[3.4,\"north\"]]", "2026-03-01T00:00:00.100250Z", isRecorded: true);
        CloudEvent answer = Message(KServe + "response", "q", "[\"deny\"]", "2026-03-01T00:00:00.123500Z", isRecorded: true);

        Assert.Equal(SourceRefusal.None, Take(messages, in request));
        Assert.Equal(0, _lines.Count);
        Assert.Equal(SourceRefusal.None, Take(messages, in answer));

        string line = Assert.Single(SourceSamples.Text(_lines));
        Assert.StartsWith("{\"type\":\"prediction\",\"model\":\"credit\",\"id\":\"q\",\"time\":1772323200100,\"endpoint\":\"default\",\"latency_ms\":23.25,", line, StringComparison.Ordinal);
        Assert.Equal(0, messages.Waiting.Count);
        Assert.Equal(0, messages.Waiting.WaitingBytes);
    }

    [Fact]
    public void The_order_makes_no_difference_and_times_of_sending_tell_no_latency()
    {
        InferenceMessages messages = new(new JoinLimits());
        CloudEvent answer = Message(KServe + "response", "q", "[\"deny\"]", "2026-03-01T00:00:00.123Z", isRecorded: false);
        CloudEvent request = Message(KServe + "request", "q", "[[3.4,\"north\"]]", "2026-03-01T00:00:00.100Z", isRecorded: false);
        Take(messages, in answer);
        Take(messages, in request);

        Assert.Equal(
            ["""{"type":"prediction","model":"credit","id":"q","time":1772323200100,"endpoint":"default","features":{"income":3.4,"region":"north"},"prediction":"deny"}"""],
            SourceSamples.Text(_lines));
    }

    [Fact]
    public void Seldon_joins_by_its_request_id_and_its_feedback_is_a_label()
    {
        InferenceMessages messages = new(new JoinLimits());
        CloudEvent request = Message(Seldon + "inference.request", "1", """{"data":{"ndarray":[[3.4,"north"]]}}""") with { RequestId = "r" };
        CloudEvent answer = Message(Seldon + "inference.response", "2", """{"data":{"ndarray":[["deny"]]}}""") with { RequestId = "r" };
        CloudEvent feedback = Message(Seldon + "feedback", "3", """{"request":{},"reward":1,"truth":{"data":{"ndarray":[["approve"]]}}}""") with { RequestId = "r" };
        string told = """{"response":{"data":{},"meta":{"tags":{"puid":"no"},"puid":"p"}},"truth":{"data":{"ndarray":[["deny"]]}}}""";
        CloudEvent named = Message(Seldon + "feedback", "4", told) with { RequestId = "other" };
        Take(messages, in request);
        Take(messages, in answer);
        Take(messages, in feedback);
        Take(messages, in named);

        string[] lines = SourceSamples.Text(_lines);
        Assert.Contains("\"id\":\"r\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"prediction\":\"deny\"", lines[0], StringComparison.Ordinal);
        Assert.Equal("""{"type":"label","model":"credit","id":"r","label":"approve"}""", lines[1]);
        Assert.Equal("""{"type":"label","model":"credit","id":"p","label":"deny"}""", lines[2]);
    }

    [Theory]
    [InlineData("com.example.other", "credit", "[1]", SourceRefusal.UnknownType)]
    [InlineData(KServe + "request", null, "[1]", SourceRefusal.MissingAttribute)]
    [InlineData(KServe + "request", "other", "[1]", SourceRefusal.UnknownModel)]
    [InlineData(KServe + "request", "credit", "", SourceRefusal.BrokenJson)]
    [InlineData(Seldon + "feedback", "credit", """{"reward":1}""", SourceRefusal.NoLabel)]
    [InlineData(Seldon + "feedback", "credit", "{", SourceRefusal.BrokenJson)]
    [InlineData(Seldon + "feedback", "credit", "[]", SourceRefusal.UnknownShape)]
    public void What_is_no_inference_of_a_known_model_is_refused(string type, string? service, string body, SourceRefusal expected)
    {
        CloudEvent message = Message(type, "q", body) with { Service = service };

        Assert.Equal(expected, Take(new InferenceMessages(new JoinLimits()), in message));
        Assert.Equal(0, _lines.Length);
    }

    [Fact]
    public void A_service_of_another_name_is_the_models_where_the_mapping_says_so()
    {
        InferenceMessages messages = new(new JoinLimits());
        SourceMapping mapping = new() { Services = ["credit-v2"] };
        CloudEvent request = Message(KServe + "request", "q", "[[3.4,\"north\"]]") with { Service = "credit-v2" };
        CloudEvent answer = Message(KServe + "response", "q", "[\"deny\"]") with { Service = "credit-v2" };
        Take(messages, in request, mapping: mapping);
        Take(messages, in answer, mapping: mapping);

        Assert.Contains("\"model\":\"credit\"", Assert.Single(SourceSamples.Text(_lines)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_transformer_and_its_predictor_do_not_join_each_other()
    {
        InferenceMessages messages = new(new JoinLimits());
        CloudEvent request = Message(KServe + "request", "q", "[[3.4,\"north\"]]") with { Component = "transformer" };
        CloudEvent answer = Message(KServe + "response", "q", "[\"deny\"]") with { Component = "predictor" };
        Take(messages, in request);
        Take(messages, in answer);

        Assert.Equal(2, messages.Waiting.Count);
        Assert.Equal(0, _lines.Count);
    }

    [Fact]
    public void What_waits_is_bounded_by_number_bytes_and_time_and_what_goes_is_counted()
    {
        InferenceMessages messages = new(new JoinLimits { MaxMessages = 3, MaxBytes = 4096, MaxWait = TimeSpan.FromSeconds(10) });
        for (int i = 0; i < 5; i++)
        {
            CloudEvent request = Message(KServe + "request", $"q{i}", "[[3.4,\"north\"]]");
            Take(messages, in request, nowMs: 1000 * i);
        }

        Assert.Equal((3, 2L), (messages.Waiting.Count, messages.Waiting.EvictedRequests));
        CloudEvent late = Message(KServe + "response", "q0", "[\"deny\"]");
        CloudEvent inTime = Message(KServe + "response", "q3", "[\"deny\"]");
        Take(messages, in late, nowMs: 5000);
        Take(messages, in inTime, nowMs: 5000);
        Assert.Equal(1, _lines.Count);
        CloudEvent large = Message(KServe + "request", "large", "[\"" + new string('x', 8000) + "\"]");
        Take(messages, in large, nowMs: 6000);
        Assert.Equal(0, messages.Waiting.Count);
        CloudEvent last = Message(KServe + "request", "last", "[[3.4,\"north\"]]");
        Take(messages, in last, nowMs: 7000);
        messages.Waiting.Expire(17_000);
        Assert.Equal(1, messages.Waiting.Count);
        messages.Waiting.Expire(17_001);
        Assert.Equal((0, 0L), (messages.Waiting.Count, messages.Waiting.WaitingBytes));
        Assert.Equal((6L, 1L), (messages.Waiting.EvictedRequests, messages.Waiting.EvictedAnswers));
    }

    [Fact]
    public void A_message_that_comes_twice_counts_once()
    {
        InferenceMessages messages = new(new JoinLimits());
        CloudEvent request = Message(KServe + "request", "q", "[[3.4,\"north\"]]");
        Take(messages, in request);
        Take(messages, in request);

        Assert.Equal((1, 1L), (messages.Waiting.Count, messages.Waiting.Repeated));
    }

    /// <summary>Messages of many inferences in a shuffled order, a twin of the obvious join of two dictionaries.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_order_gives_every_pair_once(int seed)
    {
        Random random = new(seed);
        List<(int Id, bool IsAnswer)> all = [];
        for (int id = 0; id < 500; id++)
        {
            if (random.Next(10) > 0) all.Add((id, false));
            if (random.Next(10) > 0) all.Add((id, true));
        }

        (int Id, bool IsAnswer)[] shuffled = [.. all];
        random.Shuffle(shuffled);
        InferenceMessages messages = new(new JoinLimits());
        foreach ((int id, bool isAnswer) in shuffled)
        {
            CloudEvent message = Message(KServe + (isAnswer ? "response" : "request"), $"q{id}", isAnswer ? $"[\"a{id}\"]" : $"[[{id},\"north\"]]");
            Take(messages, in message);
        }

        int[] pairs = [.. all.GroupBy(m => m.Id).Where(g => g.Count() == 2).Select(g => g.Key)];
        string[] lines = SourceSamples.Text(_lines);
        Assert.Equal(pairs.Length, lines.Length);
        Assert.Equal(all.Count - (2 * pairs.Length), messages.Waiting.Count);
        Assert.All(pairs, id => Assert.Contains(
            $"\"id\":\"q{id}\",\"endpoint\":\"default\",\"features\":{{\"income\":{id},\"region\":\"north\"}},\"prediction\":\"a{id}\"}}", string.Join('\n', lines), StringComparison.Ordinal));
    }

    private SourceRefusal Take(InferenceMessages messages, in CloudEvent message, long nowMs = 0, SourceMapping? mapping = null) =>
        messages.Take(in message, nowMs, SourceSamples.Models(mapping), _writer, _lines);

    private static CloudEvent Message(string type, string id, string body, string? time = null, bool isRecorded = false)
    {
        CloudEventAttributes attributes = default;
        attributes.Set("type", type);
        attributes.Set("id", id);
        attributes.Set("inferenceservicename", "credit");
        attributes.Set("endpoint", "default");
        if (time is not null) attributes.Set("time", time);
        if (isRecorded) attributes.Set("recordedtime", "2026-03-01T00:00:01Z");
        Assert.True(attributes.TryBuild(SourceSamples.Utf8(body), out CloudEvent message));
        return message;
    }
}
