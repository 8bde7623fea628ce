using Heed.Ingest.Sources.Payloads;

namespace Heed.Ingest.Sources.Mapping;

/// <summary>
/// Makes events of requests and answers. It keeps its tables: one owner at a time. A message is taken as a whole or, with a reason,
/// not at all.
/// </summary>
public sealed class InferenceWriter
{
    private readonly PayloadTable _request = new();
    private readonly PayloadTable _answer = new();

    /// <summary>One prediction a row.</summary>
    /// <param name="model">How the bodies map.</param>
    /// <param name="context">What both bodies have in common.</param>
    /// <param name="request">JSON; empty where the answer is a whole row.</param>
    /// <param name="answer">JSON.</param>
    /// <param name="lines">Where they go.</param>
    public SourceRefusal WritePredictions(
        SourceModel model, in InferenceContext context, ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer, SourceLines lines)
    {
        PayloadProblem problem = PayloadReader.Read(request, _request);
        if (problem == PayloadProblem.None) problem = PayloadReader.Read(answer, _answer);
        if (problem != PayloadProblem.None) return SourceRefusals.Of(problem);
        if (_request.Rows != _answer.Rows) return SourceRefusal.WrongRows;
        (int length, int count) = (lines.Length, lines.Count);
        SourceRefusal refusal = SourceRefusal.None;
        for (int row = 0; row < _request.Rows && refusal == SourceRefusal.None; row++)
        {
            WriteHead(model, in context, answer, row, _request.Rows, lines);
            if (!TryWriteFeatures(model, request, _request.Row(row), lines)) refusal = SourceRefusal.WrongColumns;
            else if (!new Answer(model, answer, _answer.Row(row)).TryWrite(lines)) refusal = SourceRefusal.NoPrediction;
            lines.Write("}"u8);
            lines.EndLine();
        }

        if (refusal != SourceRefusal.None) lines.Rollback(length, count);
        return refusal;
    }

    /// <summary>A request that failed.</summary>
    /// <param name="model">Whose it was.</param>
    /// <param name="context">When, and under what id.</param>
    /// <param name="error">The type of the error, plain text.</param>
    /// <param name="lines">Where it goes.</param>
    public void WriteError(SourceModel model, in InferenceContext context, ReadOnlySpan<byte> error, SourceLines lines)
    {
        _answer.Clear();
        WriteHead(model, in context, default, 0, 1, lines);
        lines.Write(",\"error\":"u8);
        lines.WriteText(error);
        lines.Write("}"u8);
        lines.EndLine();
    }

    /// <summary>One label a row.</summary>
    /// <param name="model">How the body maps.</param>
    /// <param name="context">The id is that of the prediction.</param>
    /// <param name="truth">JSON in the shape of an answer.</param>
    /// <param name="lines">Where they go.</param>
    public SourceRefusal WriteLabels(SourceModel model, in InferenceContext context, ReadOnlySpan<byte> truth, SourceLines lines)
    {
        if (context.Id.IsEmpty) return SourceRefusal.NoId;
        PayloadProblem problem = PayloadReader.Read(truth, _answer);
        if (problem != PayloadProblem.None) return SourceRefusals.Of(problem);
        (int length, int count) = (lines.Length, lines.Count);
        for (int row = 0; row < _answer.Rows; row++)
        {
            BeginLabel(model, in context, row, _answer.Rows, lines);
            if (!new Answer(model, truth, _answer.Row(row)).TryWriteAnswer(lines))
            {
                lines.Rollback(length, count);
                return SourceRefusal.NoLabel;
            }

            lines.Write("}"u8);
            lines.EndLine();
        }

        return SourceRefusal.None;
    }

    /// <summary>The label of one prediction, whatever shape it has.</summary>
    /// <param name="model">Whose it is.</param>
    /// <param name="context">The id is that of the prediction.</param>
    /// <param name="truth">A token of JSON: a list of items, or an object of grades.</param>
    /// <param name="lines">Where it goes.</param>
    public static SourceRefusal WriteListLabel(SourceModel model, in InferenceContext context, ReadOnlySpan<byte> truth, SourceLines lines)
    {
        if (context.Id.IsEmpty) return SourceRefusal.NoId;
        BeginLabel(model, in context, 0, 1, lines);
        lines.WriteToken(truth);
        lines.Write("}"u8);
        lines.EndLine();
        return SourceRefusal.None;
    }

    private static void BeginLabel(SourceModel model, in InferenceContext context, int row, int rows, SourceLines lines)
    {
        lines.Write("{\"type\":\"label\",\"model\":"u8);
        lines.Write(model.NameJson);
        WriteIdAndTime(in context, row, rows, lines);
        lines.Write(",\"label\":"u8);
    }

    private void WriteHead(SourceModel model, in InferenceContext context, ReadOnlySpan<byte> answer, int row, int rows, SourceLines lines)
    {
        lines.Write("{\"type\":\"prediction\",\"model\":"u8);
        lines.Write(model.NameJson);
        if (!context.Version.IsEmpty)
        {
            lines.Write(",\"version\":"u8);
            lines.WriteText(context.Version);
        }
        else if (!_answer.Version.IsEmpty)
        {
            lines.Write(",\"version\":"u8);
            lines.WriteQuoted(_answer.Version.Of(answer));
        }

        WriteIdAndTime(in context, row, rows, lines);
        if (!context.Endpoint.IsEmpty)
        {
            lines.Write(",\"endpoint\":"u8);
            lines.WriteText(context.Endpoint);
        }

        if (context.LatencyMs >= 0)
        {
            lines.Write(",\"latency_ms\":"u8);
            lines.Write(context.LatencyMs, "R");
        }

        if (context.Embedding.IsEmpty) return;
        lines.Write(",\"embedding\":"u8);
        lines.WriteToken(context.Embedding);
    }

    private static void WriteIdAndTime(in InferenceContext context, int row, int rows, SourceLines lines)
    {
        if (!context.Id.IsEmpty)
        {
            lines.Write(",\"id\":"u8);
            lines.WriteText(context.Id);
            if (rows > 1)
            {
                // The quote is taken back for the number of the row.
                lines.Rollback(lines.Length - 1, lines.Count);
                lines.Write("-item-"u8);
                lines.Write(row);
                lines.Write("\""u8);
            }
        }

        if (context.TimeMs is not { } timeMs) return;
        lines.Write(",\"time\":"u8);
        lines.Write(timeMs);
    }

    /// <summary>By name where any name is known; else by position, of as many columns as the model has.</summary>
    private static bool TryWriteFeatures(SourceModel model, ReadOnlySpan<byte> json, ReadOnlySpan<PayloadCell> row, SourceLines lines)
    {
        lines.Write(",\"features\":{"u8);
        bool isNamed = false;
        for (int i = 0; i < row.Length && !isNamed; i++) isNamed = row[i].IsNamed && model.FeatureJson(row[i].Name.Of(json), i).Length > 0;
        if (!isNamed && row.Length != model.ColumnNames.Count) return false;
        for (int i = 0; i < row.Length; i++)
        {
            if (i > 0) lines.Write(","u8);
            ReadOnlySpan<byte> name = isNamed ? model.FeatureJson(row[i].Name.Of(json), i) : model.ColumnJson(i);
            if (name.IsEmpty) lines.WriteQuoted(row[i].Name.Of(json));
            else lines.Write(name);
            lines.Write(":"u8);
            lines.WriteToken(row[i].Value.Of(json));
        }

        lines.Write("}"u8);
        return true;
    }
}
