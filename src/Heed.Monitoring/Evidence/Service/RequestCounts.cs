using System.Numerics;

namespace Heed.Monitoring.Evidence.Service;

/// <summary>Requests of a stretch of time.</summary>
/// <param name="Requests">All of them.</param>
/// <param name="Failed">With an error.</param>
/// <param name="Timed">Answered, with a latency.</param>
/// <param name="Slow">Of the timed ones: slower than the model usually is.</param>
/// <param name="Broken">Of the timed ones: slower than the latency objective allows; as <paramref name="Slow"/> without one.</param>
internal readonly record struct RequestCounts(long Requests, long Failed, long Timed, long Slow, long Broken)
    : IAdditionOperators<RequestCounts, RequestCounts, RequestCounts>
{
    public static RequestCounts operator +(RequestCounts a, RequestCounts b) =>
        new(a.Requests + b.Requests, a.Failed + b.Failed, a.Timed + b.Timed, a.Slow + b.Slow, a.Broken + b.Broken);

    public static RequestCounts Load(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());

    public void Save(BinaryWriter writer)
    {
        writer.Write(Requests);
        writer.Write(Failed);
        writer.Write(Timed);
        writer.Write(Slow);
        writer.Write(Broken);
    }
}
