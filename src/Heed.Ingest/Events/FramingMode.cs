namespace Heed.Ingest.Events;

/// <summary>How the events of a body stand in it.</summary>
internal enum FramingMode
{
    Undecided,

    /// <summary>One event a line.</summary>
    Lines,

    /// <summary>Objects that span lines.</summary>
    Objects,

    /// <summary>The items of one array.</summary>
    Array,

    /// <summary>The array is closed.</summary>
    BehindArray,
}
