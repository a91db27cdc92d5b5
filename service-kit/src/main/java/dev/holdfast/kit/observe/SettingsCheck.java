package dev.holdfast.kit.observe;

import java.util.List;

/** A bean that looks at what the operator set, before anything is started with it. */
public interface SettingsCheck {

    /** One sentence a wrong setting: its name, what is wrong, how to set it right. No secrets. */
    List<String> wrong();
}
