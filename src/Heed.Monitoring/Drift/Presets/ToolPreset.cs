namespace Heed.Monitoring.Drift.Presets;

/// <summary>Another tool whose default conventions are shown beside Heed's verdicts.</summary>
public enum ToolPreset
{
    None,

    /// <summary>Evidently 0.2.8.</summary>
    Evidently,

    /// <summary>NannyML 0.9.1, with the whole current table as one chunk.</summary>
    Nannyml,
}
