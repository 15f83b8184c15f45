"""The national register of themes: the 33 sub-categories of the Qualitative Data Categorisation (QDC) framework."""

from __future__ import annotations

from typing import Final

from yousaid.model.site import Theme

_GROUPS: Final[dict[str, dict[str, str]]] = {
    "General": {
        "positive-experience": "Positive experience and gratitude",
        "organisation-and-efficiency": "Organisation and efficiency",
        "funding": "Funding and use of financial resources",
        "feeling-safe": "Feeling safe",
        "labelling-not-possible": "Labelling not possible",
        "not-assigned": "Not assigned",
    },
    "Staff": {
        "staff-manner": "Staff manner and personal attributes",
        "staffing-levels": "Staffing levels and responsiveness",
        "competence-and-training": "Competence and training",
    },
    "Access to medical care and support": {
        "contacting-services": "Contacting services",
        "appointment-arrangements": "Appointment arrangements",
        "appointment-method": "Appointment method",
        "timeliness-of-care": "Timeliness of care",
    },
    "Communication and involvement": {
        "unspecified-communication": "Unspecified communication",
        "listening-and-involving": "Staff listening, understanding and involving patients",
        "information-from-staff": "Information directly from staff during care",
        "information-provision": "Information provision and guidance",
        "being-kept-informed": "Being kept informed, clarity and consistency of information",
        "family-and-carers": "Interaction with family and carers",
    },
    "Patient journey and service coordination": {
        "continuity-of-care": "Continuity of care",
        "discharge": "Discharge",
    },
    "Medication and pain": {
        "medication": "Supplying and understanding medication",
        "pain-management": "Pain management",
    },
    "Environment, equipment and catering": {
        "cleanliness": "Cleanliness, tidiness and infection control",
        "sensory-experience": "Sensory experience",
        "environment-and-equipment": "Environment, facilities and equipment",
        "food-and-drink": "Food and drink provision and facilities",
    },
    "Service location, travel and transport": {
        "service-location": "Service location",
        "transport": "Transport to and from services",
        "parking": "Parking",
    },
    "Activities": {
        "activities-and-fresh-air": "Activities and access to fresh air",
        "electronic-entertainment": "Electronic entertainment",
    },
    "Mental health specifics": {
        "mental-health-act": "Mental Health Act",
    },
}

NATIONAL_THEMES: Final[tuple[Theme, ...]] = tuple(
    Theme(id=slug, name=name, group=group) for group, names in _GROUPS.items() for slug, name in names.items()
)
"""All 33, group by group. A site may add more, or give one of these another name."""
