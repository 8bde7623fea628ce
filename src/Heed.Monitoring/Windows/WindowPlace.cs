namespace Heed.Monitoring.Windows;

/// <summary>Where a record went.</summary>
internal enum WindowPlace
{
    /// <summary>Into a slice of which no window has closed.</summary>
    Open,

    /// <summary>Into a slice whose time is over: the closed windows that it is in follow.</summary>
    Late,

    /// <summary>Nowhere: its slice is too old to be revised.</summary>
    Expired,
}
