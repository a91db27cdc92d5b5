package dev.holdfast.kit.observe;

import java.util.List;

/** A bean that validates the operator's settings before anything starts. */
public interface SettingsCheck {

    /** One sentence a wrong setting: its name, what is wrong, how to set it right. No secrets. */
    List<String> wrong();
}
