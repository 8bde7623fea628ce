using Heed.Model.Records;

namespace Heed.Ingest.Files;

/// <summary>One format of rows.</summary>
internal interface IRowSource : IDisposable
{
    long BytesRead { get; }

    /// <summary>Fills the row, its line included, or says what is wrong with it. False at the end.</summary>
    bool Next(RawRow row, ref string? problem);
}
